package org.copernicaroutes.alert;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Origin;
import org.copernicaroutes.event.Subject;

/** Events that subjects and templates are tried on before the first real one comes. */
final class ExampleEvents {

  private static final LocalDateTime MOMENT = LocalDateTime.of(2025, 1, 1, 1, 0);
  private static final OffsetDateTime INSTANT = MOMENT.atOffset(ZoneOffset.UTC);

  /** One that says nothing it need not say, and one that says everything. */
  static final List<Event> ALL = List.of(begin().build(), full());

  private ExampleEvents() {}

  private static Event.Builder begin() {
    return Event.of(
        Action.UPDATE, Subject.PROFILE, Origin.WEBHOOK, "0".repeat(64), 1, INSTANT, INSTANT);
  }

  private static Event full() {
    return begin()
        .database(1L)
        .collection(1L)
        .profile(1L)
        .subprofile(1L)
        .fields(Map.of("name", "value"))
        .parameters(Map.of("name", "value"))
        .interests(Map.of("name", true))
        .extra(Map.of("name", "value"))
        .created(MOMENT)
        .modified(MOMENT)
        .timestamp(MOMENT)
        .time(INSTANT)
        .build();
  }
}
