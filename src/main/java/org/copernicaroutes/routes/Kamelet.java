package org.copernicaroutes.routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a kamelet is for and what it takes: its definition, as the head of its file says it. */
record Kamelet(String name, String description, Map<String, Parameter> parameters) {

  /**
   * One parameter.
   *
   * @param values the only ones that there are; empty where any will do
   */
  record Parameter(
      boolean isRequired,
      boolean isSecret,
      Optional<String> byDefault,
      List<String> values,
      Optional<String> description) {}

  static Kamelet of(String name, YamlNode file) {
    YamlNode definition = file.field("spec").flatMap(s -> s.field("definition")).orElse(file);
    List<String> required = definition.field("required").map(YamlNode::texts).orElse(List.of());
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    definition
        .field("properties")
        .map(YamlNode::fields)
        .orElse(Map.of())
        .forEach((key, node) -> parameters.put(key, parameter(node, required.contains(key))));
    return new Kamelet(name, definition.textOf("description").orElse(name), parameters);
  }

  private static Parameter parameter(YamlNode node, boolean isRequired) {
    return new Parameter(
        isRequired,
        node.textOf("format").filter("password"::equals).isPresent(),
        node.textOf("default"),
        node.field("enum").map(YamlNode::texts).orElse(List.of()),
        node.textOf("description"));
  }

  /** Whether that value is none of those that the parameter may have. */
  boolean refuses(String parameter, String value) {
    Parameter known = parameters.get(parameter);
    return known != null && !known.values().isEmpty() && !known.values().contains(value);
  }

  List<String> required() {
    return parameters.entrySet().stream()
        .filter(parameter -> parameter.getValue().isRequired())
        .map(Map.Entry::getKey)
        .toList();
  }
}
