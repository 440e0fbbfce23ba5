package org.copernicaroutes.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** One step of a route as written: its kind, such as {@code setBody}, and what it says. */
record Step(String kind, YamlNode body) {

  private static final Set<String> BRANCHES =
      Set.of("steps", "when", "otherwise", "doCatch", "doFinally");

  Place place() {
    return body.place();
  }

  /** The steps right below this one; each branch of a choice counts as a step. */
  List<Step> children() {
    List<Step> children = new ArrayList<>();
    body.field("steps").ifPresent(steps -> children.addAll(listOf(steps)));
    for (String branch : List.of("when", "otherwise", "doCatch", "doFinally")) {
      body.field(branch).ifPresent(node -> children.addAll(branches(branch, node)));
    }
    return children;
  }

  private static List<Step> branches(String kind, YamlNode node) {
    return node.items().isEmpty()
        ? List.of(new Step(kind, node))
        : node.items().stream().map(item -> new Step(kind, item)).toList();
  }

  static List<Step> listOf(YamlNode steps) {
    return steps.items().stream().flatMap(Step::of).toList();
  }

  private static Stream<Step> of(YamlNode item) {
    return item.text() != null
        ? Stream.of(new Step(item.text(), YamlNode.text(item.place(), null)))
        : item.fields().entrySet().stream().map(e -> new Step(e.getKey(), e.getValue()));
  }

  /** This step and all below it. */
  Stream<Step> all() {
    return Stream.concat(Stream.of(this), children().stream().flatMap(Step::all));
  }

  /** Where it sends to, if it is a step that sends. */
  Optional<Address> address() {
    boolean sends = Set.of("to", "enrich", "pollEnrich", "poll").contains(kind);
    return sends ? Address.of(body) : Optional.empty();
  }

  /** Visits the named fields of this step, but not those of the steps below it. */
  void fields(BiConsumer<String, YamlNode> visitor) {
    fields(body, visitor);
  }

  private static void fields(YamlNode node, BiConsumer<String, YamlNode> visitor) {
    node.items().forEach(item -> fields(item, visitor));
    node.fields()
        .forEach(
            (name, value) -> {
              if (!BRANCHES.contains(name)) {
                visitor.accept(name, value);
                fields(value, visitor);
              }
            });
  }
}
