package org.copernicaroutes.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.DestinationFormat;
import org.jspecify.annotations.Nullable;

/**
 * The event's documented JSON (docs/event.md): what destinations keep in their queues and what
 * integrators receive. Every key is always there, in this order, and null where nothing was said.
 * Lossless, and safe for use by many threads.
 */
public final class EventJson implements DestinationFormat {

  /** Grows when a key changes its meaning; a new key alone does not change it. */
  static final int SCHEMA = 1;

  private static final DateTimeFormatter ZONELESS = DateTimeFormatter.ISO_LOCAL_DATE_TIME;
  private static final DateTimeFormatter ZONED = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

  private final ObjectMapper mapper =
      JsonMapper.builder(factory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /**
   * Names are Copernica's users' and each is seen once, so they are neither cached nor bounded; how
   * long a body may be was settled before.
   */
  static JsonFactory factory() {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build())
        .build();
  }

  @Override
  public String write(Object body) {
    if (body instanceof Event event) {
      return writeEvent(event);
    }
    throw DeliveryFailure.misconfigured(
        "a destination was sent "
            + body.getClass().getSimpleName()
            + " where it takes only the event itself. The event waits; send to the destination"
            + " before a step that changes the body (setBody, transform, marshal).",
        null);
  }

  @Override
  public Event read(String text) {
    try {
      return new EventNode(mapper.readTree(text)).event();
    } catch (JsonProcessingException e) {
      throw unreadable("it is not JSON at line " + e.getLocation().getLineNr());
    } catch (DateTimeException e) {
      throw unreadable("one of its times cannot be read");
    } catch (IllegalArgumentException e) {
      throw unreadable(e.getMessage());
    }
  }

  public byte[] writeBytes(Event event) {
    return writeEvent(event).getBytes(StandardCharsets.UTF_8);
  }

  /** Without the cause: Jackson's and java.time's messages quote what they read. */
  private static DeliveryFailure unreadable(String why) {
    return DeliveryFailure.poison(
        "the text is not the JSON of an event (docs/event.md): "
            + why
            + ". It is parked; whatever wrote it must write schema "
            + SCHEMA
            + ".",
        null);
  }

  private String writeEvent(Event event) {
    StringWriter text = new StringWriter(1024);
    try (JsonGenerator json = mapper.getFactory().createGenerator(text)) {
      json.writeStartObject();
      writeIdentity(json, event);
      writeState(json, event);
      writeTimes(json, event);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return text.toString();
  }

  private static void writeIdentity(JsonGenerator json, Event event) throws IOException {
    json.writeNumberField("schema", SCHEMA);
    json.writeStringField("id", event.getId());
    json.writeStringField("action", event.getAction());
    json.writeStringField("subject", event.getSubject());
    json.writeStringField("origin", event.getOrigin());
    json.writeNumberField("account", event.getAccount());
    writeNumber(json, "database", event.getDatabase());
    writeNumber(json, "collection", event.getCollection());
    writeNumber(json, "profile", event.getProfile());
    writeNumber(json, "subprofile", event.getSubprofile());
  }

  private static void writeState(JsonGenerator json, Event event) throws IOException {
    writeTexts(json, "fields", event.getFields());
    writeTexts(json, "parameters", event.getParameters());
    writeTexts(json, "old", event.getOld());
    writeInterests(json, event);
    writeTexts(json, "extra", event.getExtra());
    json.writeArrayFieldStart("flags");
    for (String flag : event.getFlags()) {
      json.writeString(flag);
    }
    json.writeEndArray();
  }

  private static void writeInterests(JsonGenerator json, Event event) throws IOException {
    if (!event.interestsSent()) {
      json.writeNullField("interests");
      return;
    }
    json.writeObjectFieldStart("interests");
    for (Map.Entry<String, Boolean> interest : event.getInterests().entrySet()) {
      json.writeBooleanField(interest.getKey(), interest.getValue());
    }
    json.writeEndObject();
  }

  private static void writeTimes(JsonGenerator json, Event event) throws IOException {
    writeTime(json, "created", event.getCreated(), ZONELESS);
    writeTime(json, "modified", event.getModified(), ZONELESS);
    writeTime(json, "timestamp", event.getTimestamp(), ZONELESS);
    writeTime(json, "time", event.getTime(), ZONED);
    writeTime(json, "signedAt", event.getSignedAt(), ZONED);
    writeTime(json, "receivedAt", event.getReceivedAt(), ZONED);
  }

  private static void writeNumber(JsonGenerator json, String name, @Nullable Long value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  private static void writeTexts(JsonGenerator json, String name, Map<String, String> texts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }

  private static void writeTime(
      JsonGenerator json, String name, @Nullable TemporalAccessor time, DateTimeFormatter format)
      throws IOException {
    json.writeStringField(name, time == null ? null : format.format(time));
  }
}
