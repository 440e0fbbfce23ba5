package org.copernicaroutes.forward;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.copernicaroutes.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * An event as the form that Copernica sends: copernica-spec sections 2 and 3.
 *
 * <p>Names and values are encoded as PHP's http_build_query does. Interests are a map of 1 and 0;
 * an empty list that was sent is sent, and one that was not is left out. The fields before a
 * change, which Copernica tells in XML alone, are {@code old[…]}. What the event does not say is
 * left out.
 */
final class FormBody {

  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final StringBuilder form = new StringBuilder();

  private FormBody() {}

  static byte[] of(Event event) {
    FormBody body = new FormBody();
    body.addIds(event);
    body.addMap("parameters", event.getParameters());
    body.addMap("fields", event.getFields());
    body.addMap("old", event.getOld());
    body.addInterests(event);
    body.addTimes(event);
    event.getExtra().forEach(body::add);
    return body.form.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void addIds(Event event) {
    add("type", event.getAction());
    add("profile", event.getProfile());
    add("subprofile", event.getSubprofile());
    add("database", event.getDatabase());
    add("collection", event.getCollection());
  }

  private void addMap(String name, Map<String, String> map) {
    map.forEach((key, value) -> add(name + "[" + key + "]", value));
  }

  private void addInterests(Event event) {
    if (event.interestsSent() && event.getInterests().isEmpty()) {
      add("interests", "");
    }
    event.getInterests().forEach((name, on) -> add("interests[" + name + "]", on ? 1 : 0));
  }

  private void addTimes(Event event) {
    add("timestamp", local(event.getTimestamp()));
    add("time", event.getTime() == null ? null : event.getTime().toEpochSecond());
    add("created", local(event.getCreated()));
    add("modified", local(event.getModified()));
  }

  private static @Nullable String local(@Nullable LocalDateTime time) {
    return time == null ? null : LOCAL.format(time);
  }

  private void add(String name, @Nullable Object value) {
    if (value != null) {
      form.append(form.length() == 0 ? "" : "&").append(encode(name)).append('=');
      form.append(encode(value.toString()));
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
