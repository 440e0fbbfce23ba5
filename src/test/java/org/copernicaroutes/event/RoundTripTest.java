package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Events of every action and subject, written in each notation and read again. */
class RoundTripTest {

  private static final EventJson JSON = new EventJson();

  @Provide
  Arbitrary<Event> events() {
    return Events.of(Events.names());
  }

  /** Where no brackets or elements are in the way, a name may be anything, or nothing at all. */
  @Provide
  Arbitrary<Event> anyNames() {
    return Events.of(Arbitraries.oneOf(Events.names(), Events.text()));
  }

  @Provide
  Arbitrary<Event> elementNames() {
    return Events.of(
        Arbitraries.of("mail", "first_name", "a.b", "a-1", "é", "Łódź", "_", "value_1", "名前"),
        Events.printable(),
        Arbitraries.of("recipient", "ip", "user_agent"));
  }

  @Property(seed = "1")
  void whatADestinationKeepsIsTheEventItself(@ForAll("anyNames") Event event) {
    String text = JSON.write(event);
    assertThat(JSON.write(JSON.read(text))).isEqualTo(text);
    assertThat(Events.said(JSON.read(text))).isEqualTo(Events.said(event));
  }

  @Property(seed = "1")
  void jsonIsReadAsTheEventThatItWasWrittenFrom(
      @ForAll("anyNames") Event event, @ForAll InterestShape shape) {
    String body = WrittenBody.json(event, shape);
    ObjectNode read = Events.said(Requests.DECODER.decode(Requests.json(body)));
    withoutGroups((ObjectNode) read.get("extra"));
    assertThat(read).as(body).isEqualTo(Events.said(event));
  }

  @Property(seed = "1")
  void xmlIsReadAsTheEventThatItWasWrittenFrom(@ForAll("elementNames") Event event) {
    String body = WrittenBody.xml(event);
    Event read = Requests.DECODER.decode(Requests.request("/cb", body, true, "application/xml"));
    assertThat(Events.said(read)).as(body).isEqualTo(Events.said(event));
  }

  /** What a shape says beside names and switches is kept there. */
  private static void withoutGroups(ObjectNode extra) {
    extra.properties().removeIf(variable -> variable.getKey().startsWith("interests["));
  }
}
