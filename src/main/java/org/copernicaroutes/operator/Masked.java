package org.copernicaroutes.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * JSON without anybody's data: its shape and the names in it stay, and so do null and what is
 * empty. Of the values only those of names that we gave, and that say nothing of a person.
 */
final class Masked {

  static final String VALUE = "•••";

  /** docs/event.md, and what a digest says of its events. */
  private static final Set<String> SHOWN =
      Set.of(
          "schema",
          "id",
          "action",
          "subject",
          "origin",
          "account",
          "database",
          "collection",
          "profile",
          "subprofile",
          "flags",
          "created",
          "modified",
          "timestamp",
          "time",
          "signedAt",
          "receivedAt");

  /** Of an event. The subject of a digest is that of a mail, and may hold anything. */
  private static final Set<String> SUBJECTS = Set.of("profile", "subprofile", "message");

  /** Objects whose names are Copernica's users', so that none of them is one of ours. */
  private static final Set<String> HIDDEN =
      Set.of("fields", "parameters", "old", "interests", "extra");

  private Masked() {}

  static JsonNode json(JsonNode json) {
    return masked(json, false);
  }

  private static JsonNode masked(JsonNode json, boolean hidden) {
    if (json instanceof ObjectNode object) {
      ObjectNode masked = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(e -> masked.set(e.getKey(), of(e.getKey(), e.getValue(), hidden)));
      return masked;
    }
    if (json instanceof ArrayNode array) {
      ArrayNode masked = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> masked.add(masked(item, hidden)));
      return masked;
    }
    boolean says = !json.isNull() && !json.asText().isEmpty();
    return says ? JsonNodeFactory.instance.textNode(VALUE) : json;
  }

  private static JsonNode of(String name, JsonNode value, boolean hidden) {
    if (!hidden && isShown(name, value)) {
      return value;
    }
    return masked(value, hidden || HIDDEN.contains(name));
  }

  /** Whether it says nothing of a person, where the object is none of the hidden ones. */
  static boolean isShown(String name, JsonNode value) {
    return SHOWN.contains(name)
        && isPlain(value)
        && (!name.equals("subject") || SUBJECTS.contains(value.asText()));
  }

  /** A value, or a list of values such as the flags. */
  private static boolean isPlain(JsonNode value) {
    return value.isArray() ? all(value, JsonNode::isValueNode) : value.isValueNode();
  }

  private static boolean all(JsonNode array, Predicate<JsonNode> condition) {
    return StreamSupport.stream(array.spliterator(), false).allMatch(condition);
  }
}
