package org.copernicaroutes.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A condition of simple, taken apart where {@code &&} and {@code ||} stand. A part is decided by
 * the kind of an event if it asks for nothing but action, subject and origin; of any other part
 * nothing is known, so it may hold and may not.
 *
 * @param parts the comparisons, and between them what joins them
 */
record Condition(String text, List<String> parts) {

  private static final Pattern FUNCTION = Pattern.compile("\\$\\{[^{}]*}");
  private static final Set<String> KIND =
      Set.of("${body.action}", "${body.subject}", "${body.origin}");
  private static final Set<String> JOINTS = Set.of("&&", "||");
  private static final String HOLDS = "'1' == '1'";
  private static final String FAILS = "'1' == '2'";

  static Condition of(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quote = quote == 0 && (c == '\'' || c == '"') ? c : c == quote ? 0 : quote;
      if (quote == 0 && i + 1 < text.length() && JOINTS.contains(text.substring(i, i + 2))) {
        parts.add(part.toString().strip());
        parts.add(text.substring(i, ++i + 1));
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    return new Condition(text, List.copyOf(parts));
  }

  /** With what is not known taken as true: an event that fails this can never match. */
  String atMost() {
    return with(HOLDS);
  }

  /** With what is not known taken as false: an event that passes this always matches. */
  String atLeast() {
    return with(FAILS);
  }

  /** Nothing in simple negates more than one comparison, so the whole follows its parts. */
  private String with(String unknown) {
    return String.join(
        " ", parts.stream().map(p -> JOINTS.contains(p) || isDecided(p) ? p : unknown).toList());
  }

  private static boolean isDecided(String part) {
    List<String> functions =
        FUNCTION.matcher(part).results().map(MatchResult::group).distinct().toList();
    return !functions.isEmpty() && KIND.containsAll(functions) && !part.contains("{{");
  }
}
