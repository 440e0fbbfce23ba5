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
 * A piece of YAML that remembers its line: a text, a list or a map.
 *
 * @param line counted from 1; of a value in a map, the line of its key
 */
record YamlNode(
    int line, @Nullable String text, List<YamlNode> items, Map<String, YamlNode> fields) {

  /**
   * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException where it is not YAML
   */
  static YamlNode parse(String text) {
    return new Compose(LoadSettings.builder().build())
        .composeString(text)
        .map(node -> of(node, line(node)))
        .orElseGet(() -> new YamlNode(1, null, List.of(), Map.of()));
  }

  private static YamlNode of(Node node, int line) {
    if (node.isRecursive()) {
      throw new ParserException("an alias holds itself", node.getStartMark());
    }
    if (node instanceof ScalarNode scalar) {
      return new YamlNode(line, scalar.getValue(), List.of(), Map.of());
    }
    if (node instanceof SequenceNode sequence) {
      List<YamlNode> items = sequence.getValue().stream().map(n -> of(n, line(n))).toList();
      return new YamlNode(line, null, items, Map.of());
    }
    return new YamlNode(line, null, List.of(), fieldsOf((MappingNode) node));
  }

  private static Map<String, YamlNode> fieldsOf(MappingNode mapping) {
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      YamlNode value = of(tuple.getValueNode(), line(tuple.getKeyNode()));
      if (fields.put(key, value) != null) {
        throw new ParserException(
            "`" + key + "` stands here a second time", tuple.getKeyNode().getStartMark());
      }
    }
    return fields;
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  Optional<YamlNode> field(String name) {
    return Optional.ofNullable(fields.get(name));
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
