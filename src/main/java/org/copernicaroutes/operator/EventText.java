package org.copernicaroutes.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.copernicaroutes.inbox.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * What a letter holds, where that is JSON.
 *
 * @param json missing where it is not: a request, or a text that is not ours
 */
record EventText(JsonNode json) {

  static EventText of(DeadLetter letter) {
    return new EventText(letter.content() instanceof String text ? tree(text) : missing());
  }

  private static JsonNode tree(String text) {
    try {
      JsonNode json = LetterJson.JSON.readTree(text);
      return json.isObject() ? json : missing();
    } catch (JsonProcessingException e) {
      return missing();
    }
  }

  private static JsonNode missing() {
    return MissingNode.getInstance();
  }

  @Nullable String text(String name) {
    return json.path(name).textValue();
  }
}
