package org.copernicaroutes.routes;

/** Route files in text: line 7 is the first step. */
final class Yaml {

  private Yaml() {}

  static String route(String id, String steps) {
    return from("destination:" + id, id, steps);
  }

  static String from(String uri, String id, String steps) {
    return """
        - route:
            id: %s
            description: for a test
            from:
              uri: %s
              steps:
        %s
        """
        .formatted(id, uri, steps.stripTrailing().indent(8).stripTrailing());
  }

  static String answer(String word) {
    return """
        - setBody:
            expression:
              constant:
                expression: %s
        """
        .formatted(word);
  }

  static String log(String message) {
    return """
        - log:
            message: "%s"
        """
        .formatted(message);
  }

  static String to(String uri) {
    return """
        - to:
            uri: "%s"
        """
        .formatted(uri);
  }

  static String filter(String condition) {
    return """
        - filter:
            simple: "%s"
            steps:
              - stop: {}
        """
        .formatted(condition);
  }

  /** The conditions stand in lines 9, 12, 15 and so on. */
  static String choice(String... conditions) {
    StringBuilder choice = new StringBuilder("- choice:\n    when:\n");
    for (String condition : conditions) {
      choice.append(
          "      - simple: \"%s\"\n        steps:\n          - stop: {}\n".formatted(condition));
    }
    return choice.append("    otherwise:\n      steps:\n        - stop: {}\n").toString();
  }

  static String note(String text) {
    return """
        - to:
            uri: kamelet:note-sink
            parameters:
              text: "%s"
        """
        .formatted(text);
  }
}
