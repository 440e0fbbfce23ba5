package org.copernicaroutes.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The documented JSON on its way back to an event. Keys that it does not know are passed over. */
record EventNode(JsonNode json) {

  /**
   * @throws IllegalArgumentException naming the key that is missing or of the wrong kind
   */
  Event event() {
    if (required("schema").asInt() != EventJson.SCHEMA) {
      throw new IllegalArgumentException("it has another `schema`");
    }
    return Event.of(
            word("action", Action::of),
            word("subject", Subject::of),
            word("origin", Origin::of),
            text("id"),
            number("account"),
            OffsetDateTime.parse(text("signedAt")),
            OffsetDateTime.parse(text("receivedAt")))
        .database(optional("database", this::number))
        .collection(optional("collection", this::number))
        .profile(optional("profile", this::number))
        .subprofile(optional("subprofile", this::number))
        .fields(texts("fields"))
        .parameters(texts("parameters"))
        .old(json.hasNonNull("old") ? texts("old") : Map.of())
        .interests(optional("interests", this::switches))
        .extra(texts("extra"))
        .flags(flags())
        .created(optional("created", this::zoneless))
        .modified(optional("modified", this::zoneless))
        .timestamp(optional("timestamp", this::zoneless))
        .time(optional("time", name -> OffsetDateTime.parse(text(name))))
        .build();
  }

  private JsonNode required(String name) {
    JsonNode node = json.get(name);
    if (node == null || node.isNull()) {
      throw wrong(name);
    }
    return node;
  }

  private <T> @Nullable T optional(String name, Function<String, T> read) {
    return json.hasNonNull(name) ? read.apply(name) : null;
  }

  private <T> T word(String name, Function<String, Optional<T>> of) {
    return of.apply(text(name)).orElseThrow(() -> wrong(name));
  }

  private String text(String name) {
    return text(name, required(name));
  }

  private static String text(String name, JsonNode node) {
    if (!node.isTextual()) {
      throw wrong(name);
    }
    return node.textValue();
  }

  private Long number(String name) {
    JsonNode node = required(name);
    if (!node.canConvertToLong() || !node.isIntegralNumber()) {
      throw wrong(name);
    }
    return node.longValue();
  }

  private LocalDateTime zoneless(String name) {
    return LocalDateTime.parse(text(name));
  }

  private Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(name).properties().forEach(e -> texts.put(e.getKey(), text(name, e.getValue())));
    return texts;
  }

  private Map<String, Boolean> switches(String name) {
    Map<String, Boolean> switches = new LinkedHashMap<>();
    object(name).properties().forEach(e -> switches.put(e.getKey(), isOn(name, e.getValue())));
    return switches;
  }

  private static boolean isOn(String name, JsonNode node) {
    if (!node.isBoolean()) {
      throw wrong(name);
    }
    return node.booleanValue();
  }

  private JsonNode object(String name) {
    JsonNode node = required(name);
    if (!node.isObject()) {
      throw wrong(name);
    }
    return node;
  }

  private List<String> flags() {
    List<String> flags = new ArrayList<>();
    JsonNode array = required("flags");
    if (!array.isArray()) {
      throw wrong("flags");
    }
    array.forEach(flag -> flags.add(text("flags", flag)));
    return flags;
  }

  private static IllegalArgumentException wrong(String name) {
    return new IllegalArgumentException("`" + name + "` is missing or of the wrong type");
  }
}
