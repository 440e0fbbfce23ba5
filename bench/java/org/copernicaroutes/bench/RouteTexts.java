package org.copernicaroutes.bench;

import java.util.Map;
import java.util.stream.Collectors;

/** Route files as a team would write them. */
final class RouteTexts {

  private RouteTexts() {}

  /** Every event goes to each of these destinations. */
  static String toAll(Iterable<String> destinations) {
    StringBuilder router = new StringBuilder(from("router", "direct:router"));
    destinations.forEach(name -> router.append(to(8, "destination:" + name)));
    return router.toString();
  }

  /**
   * The first condition that holds decides; an event that none wants is logged.
   *
   * @param destinations by condition
   */
  static String choice(Map<String, String> destinations) {
    StringBuilder router = new StringBuilder(from("router", "direct:router"));
    router.append(
        """
                - choice:
                    when:
        """);
    destinations.forEach((condition, name) -> router.append(when(condition, name)));
    return router
        .append(
            """
                        otherwise:
                          steps:
                            - log:
                                message: "event.unwanted event=${body.id}"
            """)
        .toString();
  }

  private static String when(String condition, String name) {
    return """
                    - expression:
                        simple:
                          expression: "%s"
                      steps:
        """
            .formatted(condition)
        + to(16, "destination:" + name);
  }

  /**
   * @param options of the destination
   * @param parameters of the kamelet
   */
  static String destination(
      String name, Map<String, ?> options, String kamelet, Map<String, ?> parameters) {
    return from(name, "destination:" + name + "?" + query(options))
        + to(8, "kamelet:" + kamelet)
        + "            parameters:\n"
        + parameters.entrySet().stream()
            .map(p -> "              %s: \"%s\"\n".formatted(p.getKey(), p.getValue()))
            .collect(Collectors.joining());
  }

  private static String query(Map<String, ?> options) {
    return options.entrySet().stream()
        .map(o -> o.getKey() + "=" + o.getValue())
        .collect(Collectors.joining("&"));
  }

  private static String from(String id, String uri) {
    return """
        - route:
            id: %s
            description: A route of the bench.
            from:
              uri: "%s"
              steps:
        """
        .formatted(id, uri);
  }

  private static String to(int indent, String uri) {
    return """
        - to:
            uri: %s
        """
        .formatted(uri)
        .indent(indent);
  }
}
