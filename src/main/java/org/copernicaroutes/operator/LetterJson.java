package org.copernicaroutes.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.copernicaroutes.inbox.DeadLetter;
import org.copernicaroutes.inbox.DeadQueue;
import org.copernicaroutes.inbox.LetterPage;
import org.copernicaroutes.inbox.LettersMoved;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as the API shows them: every name is always there, and null where it says nothing.
 */
final class LetterJson {

  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final List<String> OUTLINE =
      List.of("action", "subject", "account", "database", "collection", "profile", "subprofile");

  private LetterJson() {}

  static ObjectNode queues(List<DeadQueue> queues) {
    ObjectNode json = object();
    ArrayNode list = json.putArray("queues");
    for (DeadQueue queue : queues) {
      list.addObject()
          .put("name", queue.name())
          .put("queue", queue.queue())
          .put("letters", queue.letters())
          .put("oldest", text(queue.oldest()));
    }
    return json;
  }

  static ObjectNode page(LetterPage page) {
    ObjectNode json = object();
    ArrayNode list = json.putArray("letters");
    page.letters().forEach(letter -> list.add(outline(letter)));
    return json.put("next", page.next());
  }

  static ObjectNode moved(LettersMoved moved) {
    return object()
        .put("moved", moved.moved())
        .put("gone", moved.gone())
        .put("left", moved.left())
        .put("why", moved.why());
  }

  /** All but what it holds. */
  private static ObjectNode outline(DeadLetter letter) {
    ObjectNode json =
        object()
            .put("id", letter.id())
            .put("event", letter.eventId())
            .put("reason", letter.reason())
            .put("refusal", letter.refusal())
            .put("exception", letter.exceptionClass())
            .put("tries", letter.tries())
            .put("parkedAt", text(letter.parkedAt()))
            .put("receivedAt", receivedAt(letter))
            .put("cameFrom", letter.cameFrom())
            .put("retried", letter.retried())
            .put("retriedAt", text(letter.retriedAt()))
            .put("expiresAt", text(letter.expiresAt()))
            .put("size", letter.size());
    JsonNode event = EventText.of(letter).json();
    OUTLINE.forEach(name -> json.set(name, shown(name, event.path(name))));
    return json;
  }

  private static @Nullable String receivedAt(DeadLetter letter) {
    Instant ofRequest = letter.receivedAt();
    return ofRequest == null ? EventText.of(letter).text("receivedAt") : ofRequest.toString();
  }

  private static JsonNode shown(String name, JsonNode value) {
    return value.isValueNode() && Masked.isShown(name, value)
        ? value
        : JsonNodeFactory.instance.nullNode();
  }

  /**
   * @param personal whether what it says of people is shown, or masked
   */
  static ObjectNode whole(DeadLetter letter, boolean personal) {
    ObjectNode json = outline(letter);
    json.put("masked", !personal);
    boolean isRequest = letter.content() instanceof byte[];
    json.set("content", isRequest ? null : content(letter, personal));
    json.set("request", isRequest ? request(letter, personal) : null);
    return json;
  }

  private static JsonNode content(DeadLetter letter, boolean personal) {
    JsonNode json = EventText.of(letter).json();
    if (json.isMissingNode()) {
      String text = (String) letter.content();
      return JsonNodeFactory.instance.textNode(personal || text.isEmpty() ? text : Masked.VALUE);
    }
    return personal ? json : Masked.json(json);
  }

  private static ObjectNode request(DeadLetter letter, boolean personal) {
    ObjectNode json = object();
    json.put("method", property(letter, "method"));
    json.put("target", target(property(letter, "target"), personal));
    json.set("headers", headers(property(letter, "headers"), personal));
    String body = text((byte[]) letter.content());
    json.put("body", personal ? body : null);
    byte[] bytes = (byte[]) letter.content();
    json.put(
        "bodyBase64", personal && body == null ? Base64.getEncoder().encodeToString(bytes) : null);
    return json;
  }

  private static @Nullable String property(DeadLetter letter, String name) {
    return letter.properties().get(name) instanceof String text ? text : null;
  }

  private static @Nullable String target(@Nullable String target, boolean personal) {
    return personal || target == null ? target : target.replaceFirst("\\?.+", "?" + Masked.VALUE);
  }

  /** In their order, each as a pair; of a stranger's request the names alone. */
  private static ArrayNode headers(@Nullable String pairs, boolean personal) {
    ArrayNode headers = JsonNodeFactory.instance.arrayNode();
    for (JsonNode pair : pairs(pairs)) {
      String value = pair.path(1).asText();
      headers
          .addObject()
          .put("name", pair.path(0).asText())
          .put("value", personal || value.isEmpty() ? value : Masked.VALUE);
    }
    return headers;
  }

  private static JsonNode pairs(@Nullable String text) {
    try {
      return JSON.readTree(text == null ? "[]" : text);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.arrayNode();
    }
  }

  /** Null where the bytes are no UTF-8. */
  private static @Nullable String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
