package org.copernicaroutes.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Origin;
import org.copernicaroutes.event.Subject;
import org.junit.jupiter.api.Test;

class FormBodyTest {

  private static final OffsetDateTime MOMENT = OffsetDateTime.parse("2025-01-01T00:00:00Z");

  @Test
  void saysWhatHappenedToWhomWithStateAndTimes() {
    Event event =
        event(Subject.SUBPROFILE)
            .profile(12L)
            .subprofile(7L)
            .database(3L)
            .collection(4L)
            .parameters(Map.of("size", "XL"))
            .fields(Map.of("size", "XL"))
            .timestamp(LocalDateTime.parse("2025-01-01T01:02:03"))
            .time(MOMENT)
            .created(LocalDateTime.parse("2024-12-31T23:59:59"))
            .modified(LocalDateTime.parse("2025-01-01T01:02:03"))
            .build();
    assertThat(form(event))
        .isEqualTo(
            "type=update&profile=12&subprofile=7&database=3&collection=4"
                + "&parameters%5Bsize%5D=XL&fields%5Bsize%5D=XL"
                + "&timestamp=2025-01-01+01%3A02%3A03&time=1735689600"
                + "&created=2024-12-31+23%3A59%3A59&modified=2025-01-01+01%3A02%3A03");
  }

  @Test
  void encodesNamesAndValuesAsPhpDoes() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("first name", "Zoë & \"co\"");
    fields.put("a+b=c", "100% #1\r\n");
    fields.put("🍵", "");
    assertThat(form(event(Subject.PROFILE).fields(fields).build()))
        .isEqualTo(
            "type=update&fields%5Bfirst+name%5D=Zo%C3%AB+%26+%22co%22"
                + "&fields%5Ba%2Bb%3Dc%5D=100%25+%231%0D%0A&fields%5B%F0%9F%8D%B5%5D=");
  }

  @Test
  void interestsAreAMapOfOnAndOff() {
    Map<String, Boolean> interests = new LinkedHashMap<>();
    interests.put("news", true);
    interests.put("red wine", false);
    assertThat(form(event(Subject.PROFILE).interests(interests).build()))
        .isEqualTo("type=update&interests%5Bnews%5D=1&interests%5Bred+wine%5D=0");
  }

  @Test
  void anEmptyListOfInterestsIsSentAndAMissingOneIsNot() {
    assertThat(form(event(Subject.PROFILE).interests(Map.of()).build()))
        .isEqualTo("type=update&interests=");
    assertThat(form(event(Subject.PROFILE).build())).isEqualTo("type=update");
  }

  @Test
  void theFieldsBeforeAChangeAreThereToo() {
    Map<String, String> now = Map.of("mail", "new");
    assertThat(form(event(Subject.PROFILE).fields(now).old(Map.of("mail", "old")).build()))
        .isEqualTo("type=update&fields%5Bmail%5D=new&old%5Bmail%5D=old");
  }

  @Test
  void variablesWithoutAMeaningKeepTheirNames() {
    assertThat(form(event(Subject.MESSAGE).extra(Map.of("recipient", "a@b.nl")).build()))
        .isEqualTo("type=update&recipient=a%40b.nl");
  }

  private static Event.Builder event(Subject subject) {
    return Event.of(Action.UPDATE, subject, Origin.WEBHOOK, "ab".repeat(32), 1, MOMENT, MOMENT);
  }

  private static String form(Event event) {
    return new String(FormBody.of(event), StandardCharsets.US_ASCII);
  }
}
