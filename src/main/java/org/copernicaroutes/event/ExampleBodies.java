package org.copernicaroutes.event;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One invented request body for each action and subject that can occur, with the variables that
 * Copernica documents for it (copernica-spec.md 2.1 to 2.8), by name: {@code create-profile},
 * {@code click-message}. For whoever wants to see what becomes of one.
 */
public final class ExampleBodies {

  private static final String MOMENT = "2025-03-14 15:09:26";
  private static final String RECIPIENT = "ann@example.com";
  private static final List<String> PROFILE = List.of("database", "7", "profile", "4711");
  private static final List<String> SUBPROFILE =
      List.of("database", "7", "collection", "3", "profile", "4711", "subprofile", "98");

  private static final Map<String, String> BODIES = Collections.unmodifiableMap(bodies());

  private ExampleBodies() {}

  /** All of them, in the order of {@link Action}. */
  public static Map<String, String> all() {
    return BODIES;
  }

  private static Map<String, String> bodies() {
    Map<String, String> bodies = new LinkedHashMap<>();
    for (Action action : Action.values()) {
      if (action.changesData()) {
        add(bodies, action, Subject.PROFILE, row(action, PROFILE, ofProfile(action)));
        add(bodies, action, Subject.SUBPROFILE, row(action, SUBPROFILE, ofSubprofile(action)));
      } else {
        add(bodies, action, Subject.MESSAGE, message(action, List.of()));
        add(bodies, action, Subject.PROFILE, message(action, PROFILE));
        add(bodies, action, Subject.SUBPROFILE, message(action, SUBPROFILE));
      }
    }
    return bodies;
  }

  private static void add(
      Map<String, String> bodies, Action action, Subject subject, List<String> variables) {
    bodies.put(action.text() + "-" + subject.text(), encoded(variables));
  }

  private static List<String> row(Action action, List<String> ids, List<String> state) {
    List<String> variables = new ArrayList<>(List.of("type", action.text()));
    variables.addAll(ids);
    variables.addAll(state);
    if (action != Action.DELETE) {
      variables.addAll(List.of("created", "2024-06-01 12:00:00", "modified", MOMENT));
    }
    variables.addAll(List.of("timestamp", MOMENT));
    return variables;
  }

  private static List<String> ofProfile(Action action) {
    return switch (action) {
      case DELETE -> List.of();
      case CREATE -> profile("parameters[name]", "Ann Lee", "parameters[mail]", RECIPIENT);
      default -> profile("parameters[mail]", RECIPIENT);
    };
  }

  private static List<String> profile(String... parameters) {
    List<String> state = new ArrayList<>(List.of(parameters));
    state.addAll(List.of("fields[name]", "Ann Lee", "fields[mail]", RECIPIENT));
    state.addAll(List.of("fields[city]", "Amsterdam"));
    state.addAll(List.of("interests[news]", "1", "interests[sports]", "0"));
    return state;
  }

  private static List<String> ofSubprofile(Action action) {
    return action == Action.DELETE
        ? List.of()
        : List.of(
            "parameters[amount]", "25.50", "fields[order]", "A-1001", "fields[amount]", "25.50");
  }

  private static List<String> message(Action action, List<String> ids) {
    List<String> variables = new ArrayList<>(List.of("type", action.text()));
    if (action != Action.TEST) {
      variables.addAll(List.of("id", "8Ab3x2cQk9"));
    }
    variables.addAll(ids);
    if (action != Action.ABUSE && action != Action.TEST) {
      variables.addAll(List.of("timestamp", MOMENT, "time", "1741961366"));
    }
    variables.addAll(happening(action));
    return variables;
  }

  private static List<String> happening(Action action) {
    return switch (action) {
      case OPEN -> List.of("recipient", RECIPIENT, "ip", "192.0.2.7", "tags[0]", "welcome");
      case CLICK ->
          List.of(
              "recipient",
              RECIPIENT,
              "ip",
              "192.0.2.7",
              "original",
              "https://www.example.com/offer",
              "tags[0]",
              "welcome");
      case DELIVERY -> List.of("recipient", RECIPIENT, "tags[0]", "welcome");
      case FAILURE ->
          List.of(
              "recipient",
              RECIPIENT,
              "action",
              "failed",
              "state",
              "rcpt",
              "code",
              "550",
              "extended",
              "5.1.1",
              "description",
              "user unknown");
      case BOUNCE ->
          List.of("recipient", RECIPIENT, "envelope", "b-8Ab3@example.com", "mime", "Subject: no");
      case UNSUBSCRIBE -> List.of("mailing", "31");
      case ABUSE -> List.of("emailfrom", "abuse@example.net", "mime", "1.0");
      default -> List.of();
    };
  }

  /** Names and values in turn. */
  private static String encoded(List<String> variables) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < variables.size(); i += 2) {
      pairs.add(encoded(variables.get(i)) + "=" + encoded(variables.get(i + 1)));
    }
    return String.join("&", pairs);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
