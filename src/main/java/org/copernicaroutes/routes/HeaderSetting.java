package org.copernicaroutes.routes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One name that a step gives a value to: a header, a property or a variable. */
record HeaderSetting(Place place, String name, boolean isHeader, WrittenExpression value) {

  private static final Set<String> ONE = Set.of("setHeader", "setProperty", "setVariable");

  static Stream<HeaderSetting> of(Step step) {
    boolean isHeader = step.kind().startsWith("setHeader");
    return holders(step).stream().flatMap(holder -> of(holder, isHeader).stream());
  }

  private static List<YamlNode> holders(Step step) {
    return ONE.contains(step.kind())
        ? List.of(step.body())
        : step.body()
            .field(step.kind().equals("setHeaders") ? "headers" : "variables")
            .map(YamlNode::items)
            .orElse(List.of());
  }

  private static Optional<HeaderSetting> of(YamlNode holder, boolean isHeader) {
    return holder
        .field("name")
        .flatMap(
            name ->
                WrittenExpression.of(holder)
                    .map(
                        value ->
                            new HeaderSetting(
                                name.place(), String.valueOf(name.text()), isHeader, value)));
  }
}
