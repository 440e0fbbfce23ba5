package org.copernicaroutes.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.EventJson;
import org.copernicaroutes.event.Requests;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.junit.jupiter.api.Test;

class GivenEventsTest {

  private static final Instant AT = Instant.parse("2025-03-14T14:09:26Z");

  private final GivenEvents given = new GivenEvents(Requests.DECODER, new EventJson(), 77);

  private Event read(String text) {
    return read(text, Optional.empty(), "/");
  }

  private Event read(String text, Optional<String> contentType, String target) {
    return given.read(text.getBytes(StandardCharsets.UTF_8), contentType, target, AT);
  }

  @Test
  void aFormIsReadWithoutTheLineEndOfItsFile() {
    Event event = read("type=create&profile=4711&fields[name]=Ann\r\n");

    assertThat(event.getProfile()).isEqualTo(4711);
    assertThat(event.getFields()).containsEntry("name", "Ann");
    assertThat(event.getAccount()).isEqualTo(77);
    assertThat(event.getReceivedAt().toInstant()).isEqualTo(AT);
  }

  @Test
  void jsonAndXmlAreToldByHowTheyBegin() {
    assertThat(read(" {\"action\":\"update\",\"profile\":{\"id\":\"12\"}}").getProfile())
        .isEqualTo(12);
    assertThat(read("<profile><action>delete</action><id>13</id></profile>").getProfile())
        .isEqualTo(13);
  }

  @Test
  void whatItIsCountsMoreThanHowItBegins() {
    assertThatThrownBy(() -> read("type=create&profile=1", Optional.of("application/json"), "/"))
        .isInstanceOf(DeliveryFailure.class);
  }

  @Test
  void theQueryOfTheTargetSaysWhatTheBodyDoesNot() {
    Event event = read("id=5&action=create", Optional.empty(), "/x?database=7&collection=3");

    assertThat(event.getSubject()).isEqualTo("subprofile");
    assertThat(event.getDatabase()).isEqualTo(7);
  }

  @Test
  void anEventAsItStandsInADeadLetterIsTakenAsItIs() {
    Event event = Requests.event("type=update&profile=4711&database=7&fields[name]=Ann");
    String json = new EventJson().write(event);

    assertThat(new EventJson().write(read(json + "\n"))).isEqualTo(json);
  }
}
