package org.copernicaroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The schema of Camel's YAML as camel-yaml-dsl brings it, and how to cut it down. */
final class CamelSchema {

  private static final String SOURCE = "/schema/camelYamlDsl.json";
  private static final String DEFINITIONS = "#/items/definitions/";

  private final ObjectNode root;

  CamelSchema() {
    try (InputStream schema = CamelSchema.class.getResourceAsStream(SOURCE)) {
      root = (ObjectNode) new ObjectMapper().readTree(Objects.requireNonNull(schema, SOURCE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ObjectNode root() {
    return root;
  }

  ObjectNode definitions() {
    return (ObjectNode) root.at("/items/definitions");
  }

  /** By the last part of its name, such as {@code ToDefinition}. */
  ObjectNode definition(String name) {
    ObjectNode found = (ObjectNode) definitions().get("org.apache.camel.model." + name);
    return Objects.requireNonNull(found, name);
  }

  /** Keeps only those fields of it. */
  void retain(String definition, Collection<String> fields) {
    ((ObjectNode) definition(definition).get("properties")).retain(fields);
  }

  /** Everywhere takes away the alternatives that need one of those fields, and the fields. */
  void withoutAlternatives(Set<String> fields) {
    withoutAlternatives(root, fields);
  }

  private static void withoutAlternatives(JsonNode node, Set<String> fields) {
    if (node.isArray()) {
      removeIf(node.elements(), alternative -> needsOneOf(alternative, fields));
    } else if (node.get("properties") instanceof ObjectNode properties) {
      properties.remove(
          fields.stream().filter(name -> isPlaceholder(properties.get(name))).toList());
    }
    node.forEach(child -> withoutAlternatives(child, fields));
  }

  private static void removeIf(Iterator<JsonNode> nodes, Predicate<JsonNode> unwanted) {
    while (nodes.hasNext()) {
      if (unwanted.test(nodes.next())) {
        nodes.remove();
      }
    }
  }

  private static boolean needsOneOf(JsonNode alternative, Set<String> fields) {
    JsonNode required = alternative.path("required");
    return required.size() == 1 && fields.contains(required.get(0).asText());
  }

  /** What stands at a field that the alternatives speak of. */
  private static boolean isPlaceholder(@Nullable JsonNode field) {
    return field != null && field.isObject() && field.isEmpty();
  }

  /** The fields that tell the alternatives of that definition apart. */
  Set<String> alternatives(String definition) {
    Set<String> names = new HashSet<>();
    for (JsonNode alternative : definition(definition).at("/anyOf/0/oneOf")) {
      alternative.path("required").forEach(name -> names.add(name.asText()));
    }
    return names;
  }

  /** Drops the definitions that nothing refers to any more. */
  void withoutLeftovers() {
    Set<String> used = new HashSet<>();
    Deque<JsonNode> open = new ArrayDeque<>();
    open.add(root.at("/items/properties"));
    while (!open.isEmpty()) {
      for (JsonNode reference : open.remove().findValues("$ref")) {
        String name = reference.asText().substring(DEFINITIONS.length());
        if (used.add(name)) {
          open.add(definitions().path(name));
        }
      }
    }
    definitions().retain(used);
  }

  static String reference(String definition) {
    return DEFINITIONS + definition;
  }
}
