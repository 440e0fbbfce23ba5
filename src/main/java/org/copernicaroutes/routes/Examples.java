package org.copernicaroutes.routes;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Origin;
import org.copernicaroutes.event.Subject;

/** One example event per action and subject, for the expressions of a dry run. */
final class Examples {

  private static final OffsetDateTime NOON =
      OffsetDateTime.of(2024, 5, 17, 12, 0, 0, 0, ZoneOffset.UTC);

  private Examples() {}

  static List<Event> all() {
    List<Event> events = new ArrayList<>();
    for (Action action : Action.values()) {
      for (Subject subject : Subject.values()) {
        events.add(event(action, subject));
      }
    }
    return List.copyOf(events);
  }

  private static Event event(Action action, Subject subject) {
    LocalDateTime local = NOON.toLocalDateTime();
    return Event.of(action, subject, Origin.WEBHOOK, "0".repeat(64), 1, NOON, NOON)
        .database(2L)
        .collection(subject == Subject.SUBPROFILE ? 3L : null)
        .profile(4L)
        .subprofile(subject == Subject.SUBPROFILE ? 5L : null)
        .fields(Map.of("name", "example"))
        .parameters(Map.of("name", "example"))
        .interests(Map.of("news", true))
        .extra(Map.of("name", "example"))
        .created(local)
        .modified(local)
        .timestamp(local)
        .time(NOON)
        .build();
  }
}
