package org.copernicaroutes.event;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One invented event for each action and subject that can occur, by name: {@code profile create},
 * {@code message open}. For whoever must try expressions before real events come.
 */
public final class ExampleEvents {

  private static final String ID =
      "7d1f0c3a5b9e2468ace013579bdf02468ace13579bdf02468ace13579bdf0246";
  private static final OffsetDateTime TIME =
      OffsetDateTime.of(2025, 3, 14, 14, 9, 26, 0, ZoneOffset.UTC);
  private static final LocalDateTime LOCAL_TIME = LocalDateTime.of(2025, 3, 14, 15, 9, 26);

  private static final Map<String, String> FIELDS =
      texts("name", "Ann Lee", "mail", "ann@example.com", "city", "Amsterdam");

  private static final List<Action> ABOUT_ROWS =
      List.of(Action.CREATE, Action.UPDATE, Action.DELETE);

  private static final Map<String, Event> EVENTS = Collections.unmodifiableMap(events());

  private ExampleEvents() {}

  /** All of them, in the order of {@link Action}. */
  public static Map<String, Event> all() {
    return EVENTS;
  }

  /**
   * @throws IllegalArgumentException where there is none of that name
   */
  public static Event named(String name) {
    Event event = EVENTS.get(name);
    if (event == null) {
      throw new IllegalArgumentException("no example `" + name + "`; there are " + EVENTS.keySet());
    }
    return event;
  }

  /** A profile update to change in what matters to a test. */
  static Event.Builder update() {
    return profile(Action.UPDATE);
  }

  private static Map<String, Event> events() {
    Map<String, Event> events = new LinkedHashMap<>();
    for (Action action : Action.values()) {
      if (ABOUT_ROWS.contains(action)) {
        add(events, profile(action).build());
        add(events, subprofile(action).build());
      } else {
        add(events, message(action, Subject.MESSAGE).build());
        add(events, message(action, Subject.PROFILE).database(7L).profile(4711L).build());
        add(events, messageToSubprofile(action));
      }
    }
    return events;
  }

  private static void add(Map<String, Event> events, Event event) {
    events.put(event.getSubject() + ' ' + event.getAction(), event);
  }

  private static Event.Builder of(Action action, Subject subject) {
    return Event.of(action, subject, Origin.WEBHOOK, ID, 1234, TIME, TIME.plusSeconds(1))
        .timestamp(LOCAL_TIME)
        .time(TIME);
  }

  private static Event.Builder profile(Action action) {
    Event.Builder event = of(action, Subject.PROFILE).database(7L).profile(4711L).fields(FIELDS);
    return action == Action.DELETE
        ? event
        : changed(event).interests(Map.of("news", true, "sports", false));
  }

  private static Event.Builder subprofile(Action action) {
    Event.Builder event =
        of(action, Subject.SUBPROFILE)
            .database(7L)
            .collection(3L)
            .profile(4711L)
            .subprofile(98L)
            .fields(texts("order", "A-1001", "amount", "25.50"));
    return action == Action.DELETE ? event : changed(event);
  }

  private static Event.Builder changed(Event.Builder event) {
    return event
        .parameters(Map.of("mail", "ann@example.com"))
        .created(LOCAL_TIME)
        .modified(LOCAL_TIME);
  }

  private static Event messageToSubprofile(Action action) {
    return message(action, Subject.SUBPROFILE)
        .database(7L)
        .collection(3L)
        .profile(4711L)
        .subprofile(98L)
        .build();
  }

  private static Event.Builder message(Action action, Subject subject) {
    return of(action, subject)
        .extra(
            texts(
                "id",
                "8Ab3x2cQk9",
                "recipient",
                "ann@example.com",
                "ip",
                "192.0.2.7",
                "original",
                "https://www.example.com/offer",
                "mailing",
                "31",
                "tags[0]",
                "welcome"));
  }

  /** Names and values in turn, in an order that stays. */
  private static Map<String, String> texts(String... namesAndValues) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      texts.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return texts;
  }
}
