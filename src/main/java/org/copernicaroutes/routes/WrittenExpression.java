package org.copernicaroutes.routes;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An expression as a step writes it: {@code simple: x}, or the same below {@code expression}.
 *
 * @param text empty where the language has no text of its own
 */
record WrittenExpression(Place place, String language, String text) {

  private static final Set<String> NO_LANGUAGE =
      Set.of("name", "id", "description", "note", "disabled", "steps");

  /** What gives the same whatever the message says. */
  private static final Pattern WITHOUT_DATA =
      Pattern.compile("\\$\\{(date:now|uuid|random|routeId|exchangeId|null|properties)[^{}]*}");

  static Optional<WrittenExpression> of(YamlNode holder) {
    return holder.field("expression").orElse(holder).fields().entrySet().stream()
        .filter(field -> !NO_LANGUAGE.contains(field.getKey()))
        .min(Comparator.comparing(field -> !field.getKey().equals("simple")))
        .map(WrittenExpression::of);
  }

  private static WrittenExpression of(Map.Entry<String, YamlNode> field) {
    YamlNode node = field.getValue().field("expression").orElse(field.getValue());
    return new WrittenExpression(
        node.place(), field.getKey(), Optional.ofNullable(node.text()).orElse(""));
  }

  boolean isSimple() {
    return language.equals("simple");
  }

  /** Whether what it gives depends on the message. */
  boolean readsData() {
    return isSimple() ? readsData(text) : !language.equals("constant");
  }

  static boolean readsData(String simple) {
    return WITHOUT_DATA.matcher(simple).replaceAll("").contains("${");
  }

  /** A value that stands in the file itself. */
  boolean isLiteral() {
    return !text.isBlank() && !text.contains("{{") && !readsData();
  }
}
