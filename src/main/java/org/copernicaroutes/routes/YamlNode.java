package org.copernicaroutes.routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A piece of YAML that remembers its place: a text, a list or a map.
 *
 * @param place of a value in a map, the place of its key
 */
record YamlNode(
    Place place, @Nullable String text, List<YamlNode> items, Map<String, YamlNode> fields) {

  /**
   * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException where it is not YAML
   */
  static YamlNode parse(String text) {
    return new Compose(LoadSettings.builder().setAllowNonScalarKeys(true).build())
        .composeString(text)
        .map(node -> of(node, place(node)))
        .orElseGet(() -> text(Place.TOP, null));
  }

  private static YamlNode of(Node node, Place place) {
    if (node.isRecursive()) {
      throw new ParserException("an alias holds itself", node.getStartMark());
    }
    if (node instanceof ScalarNode scalar) {
      return text(place, scalar.getValue());
    }
    if (node instanceof SequenceNode sequence) {
      List<YamlNode> items = sequence.getValue().stream().map(n -> of(n, place(n))).toList();
      return new YamlNode(place, null, items, Map.of());
    }
    return new YamlNode(place, null, List.of(), fieldsOf((MappingNode) node));
  }

  private static Map<String, YamlNode> fieldsOf(MappingNode mapping) {
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = key(tuple.getKeyNode());
      YamlNode value = of(tuple.getValueNode(), place(tuple.getKeyNode()));
      if (fields.put(key, value) != null) {
        throw new ParserException(
            "`" + key + "` stands here a second time", tuple.getKeyNode().getStartMark());
      }
    }
    return fields;
  }

  private static String key(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new ParserException("a list or a map stands where a name belongs", node.getStartMark());
  }

  private static Place place(Node node) {
    return Place.of(node.getStartMark());
  }

  static YamlNode text(Place place, @Nullable String text) {
    return new YamlNode(place, text, List.of(), Map.of());
  }

  int line() {
    return place.line();
  }

  Optional<YamlNode> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** Of a list of texts. */
  List<String> texts() {
    return items.stream().map(item -> String.valueOf(item.text())).toList();
  }

  /** The text of that field, or nothing where it is absent or no text. */
  Optional<String> textOf(String name) {
    return field(name).map(YamlNode::text);
  }

  /** Visits this piece and everything below it, in the order of the file. */
  void walk(Consumer<YamlNode> visitor) {
    visitor.accept(this);
    items.forEach(item -> item.walk(visitor));
    fields.values().forEach(field -> field.walk(visitor));
  }
}
