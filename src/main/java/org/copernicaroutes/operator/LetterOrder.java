package org.copernicaroutes.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.copernicaroutes.inbox.LetterFilter;
import org.copernicaroutes.words.NearestWord;
import org.jspecify.annotations.Nullable;

/**
 * What to retry or discard.
 *
 * @param filter of exactly one of ids, a filter that says something, and all: never of nothing
 * @param note why; null where nothing is said
 */
record LetterOrder(LetterFilter filter, @Nullable String note) {

  private static final List<String> WHICH = List.of("ids", "filter", "all");
  private static final List<String> KNOWN = List.of("ids", "filter", "all", "note");
  private static final String SHAPE =
      "Say which letters, by one of {\"ids\": [\"…\"]}, {\"filter\": {\"reason\": \"…\"}} and {\"all\": true}.";

  static LetterOrder read(byte[] body) throws IOException {
    JsonNode order = tree(body);
    order.fieldNames().forEachRemaining(LetterOrder::requireKnown);
    if (WHICH.stream().filter(order::has).count() != 1) {
      throw Refusal.invalid(SHAPE);
    }
    JsonNode note = order.path("note");
    if (order.has("note") && !note.isTextual()) {
      throw Refusal.invalid("note is not text.");
    }
    return new LetterOrder(filter(order), note.textValue());
  }

  private static JsonNode tree(byte[] body) throws IOException {
    try {
      JsonNode order = LetterJson.JSON.readTree(body);
      if (order.isObject()) {
        return order;
      }
    } catch (JsonProcessingException e) {
      throw Refusal.invalid(
          "The body is not JSON at line %d, column %d. %s"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), SHAPE));
    }
    throw Refusal.invalid("The body is not a JSON object. " + SHAPE);
  }

  private static void requireKnown(String name) {
    if (!KNOWN.contains(name)) {
      String hint = NearestWord.hint(name, KNOWN);
      throw Refusal.invalid(
          "The body has an unknown name" + (hint.isEmpty() ? ". " + SHAPE : ": " + hint));
    }
  }

  private static LetterFilter filter(JsonNode order) {
    if (order.has("ids")) {
      return LetterFilter.ofIds(ids(order.path("ids")));
    }
    if (order.has("filter")) {
      return LetterQuery.of(words(order.path("filter")), LetterQuery.OF_FILTER).filter();
    }
    if (!order.path("all").booleanValue()) {
      throw Refusal.invalid(SHAPE);
    }
    return LetterFilter.all();
  }

  /** No ids would mean all letters. */
  private static List<String> ids(JsonNode node) {
    List<String> ids = new ArrayList<>();
    node.forEach(id -> ids.add(text("ids", id)));
    if (ids.isEmpty()) {
      throw Refusal.invalid("ids is empty. " + SHAPE);
    }
    return ids;
  }

  private static Map<String, String> words(JsonNode node) {
    Map<String, String> words = new LinkedHashMap<>();
    node.properties().forEach(word -> words.put(word.getKey(), text("filter", word.getValue())));
    if (words.isEmpty()) {
      throw Refusal.invalid("filter is empty. To mean every letter, say {\"all\": true}.");
    }
    return words;
  }

  /** An empty text would be contained in every reason. */
  private static String text(String where, JsonNode value) {
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw Refusal.invalid(where + " holds something that is no text, or is empty.");
    }
    return value.textValue();
  }

  String requiredNote() {
    if (note == null || note.isBlank()) {
      throw Refusal.invalid(
          "note is missing. What is discarded is gone, so say why: it is kept in the log.");
    }
    return note;
  }
}
