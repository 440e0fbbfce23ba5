package org.copernicaroutes.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Events;
import org.copernicaroutes.event.Requests;

/** What is forwarded as a form, in Copernica's own shape, is the event that came in. */
class FormRoundTripTest {

  @Provide
  Arbitrary<Event> events() {
    return Events.of(Events.names());
  }

  @Property(seed = "1")
  void aFormIsReadAsTheEventThatItWasWrittenFrom(@ForAll("events") Event event) {
    String form = new String(FormBody.of(event), StandardCharsets.US_ASCII);
    assertThat(Events.said(Requests.event(form))).as(form).isEqualTo(Events.said(event));
  }
}
