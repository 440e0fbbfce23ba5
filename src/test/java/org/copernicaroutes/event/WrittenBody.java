package org.copernicaroutes.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An event as the JSON or XML that would tell of it. */
final class WrittenBody {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private WrittenBody() {}

  static String json(Event event, InterestShape shape) {
    try {
      return MAPPER.writeValueAsString(variables(event, shape));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  static String xml(Event event) {
    return element("callback", variables(event, InterestShape.NUMBERS));
  }

  private static Map<String, Object> variables(Event event, InterestShape shape) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("type", event.getAction());
    all.put("database", event.getDatabase());
    all.put("collection", event.getCollection());
    all.put("profile", event.getProfile());
    all.put("subprofile", event.getSubprofile());
    all.put("fields", event.getFields());
    all.put("parameters", event.getParameters());
    all.put("interests", event.interestsSent() ? shape.of(event.getInterests()) : null);
    all.put("created", local(event.getCreated()));
    all.put("modified", local(event.getModified()));
    all.put("timestamp", local(event.getTimestamp()));
    all.put("time", Objects.requireNonNull(event.getTime()).toEpochSecond());
    all.putAll(event.getExtra());
    all.values().removeIf(Objects::isNull);
    return all;
  }

  private static @Nullable String local(@Nullable LocalDateTime time) {
    return time == null ? null : LOCAL.format(time);
  }

  private static String element(String name, Object value) {
    return "<" + name + ">" + content(value) + "</" + name + ">";
  }

  private static String content(Object value) {
    if (value instanceof Map<?, ?> children) {
      StringBuilder elements = new StringBuilder();
      children.forEach((name, child) -> elements.append(element(name.toString(), child)));
      return elements.toString();
    }
    return value
        .toString()
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\r", "&#13;");
  }
}
