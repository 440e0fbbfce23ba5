package org.copernicaroutes.inbox;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be dealt with, as it is kept. What it holds is somebody's data: {@link
 * #toString} shows ids only, and whoever shows the content masks it.
 *
 * @param id of this letter, and of no other: one event may be parked many times. Letters, digits
 *     and hyphens
 * @param properties as stored, the ones that follow among them; for a request also its method,
 *     target, headers and receivedAt
 * @param content as stored: a {@code String} with the event's JSON, or the {@code byte[]} of a
 *     request
 * @param queuedAt when the message was sent to the dead letters
 * @param expiresAt when it goes by itself; null: never, as all letters but {@code unverified}
 */
public record DeadLetter(
    String id,
    Map<String, Object> properties,
    Object content,
    Instant queuedAt,
    @Nullable Instant expiresAt) {

  static final String RETRIED = "retried";
  static final String RETRIED_AT = "retriedAt";

  private static final String PREFIX = "ID:";

  /** What is only true of a letter, or of the tries before. */
  private static final List<String> OF_THE_LETTER =
      List.of(
          Settling.REASON,
          Settling.EXCEPTION_CLASS,
          Settling.PARKED_AT,
          Settling.QUEUE,
          ParkVerdicts.REFUSAL,
          Taken.TRIES,
          Taken.FIRST_QUEUED_AT);

  /** A large body is streamed: it must be read before the next message is received. */
  static DeadLetter of(Message message) throws JMSException {
    Taken taken = Taken.of(message);
    String id = message.getJMSMessageID();
    long expiry = message.getJMSExpiration();
    return new DeadLetter(
        id == null ? "" : id.substring(PREFIX.length()),
        taken.properties(),
        taken.content(),
        taken.queuedAt(),
        expiry == 0 ? null : Instant.ofEpochMilli(expiry));
  }

  /** As a selector names the letter of that id. */
  static String messageId(String id) {
    return PREFIX + id;
  }

  /** Of the event that it stems from, if that is known. */
  public @Nullable String eventId() {
    return text(Taken.EVENT_ID);
  }

  /** Why it is here, without personal data. */
  public String reason() {
    String reason = text(Settling.REASON);
    return reason == null ? "" : reason;
  }

  /** What kind of refusal, for letters of {@code unverified}. */
  public @Nullable String refusal() {
    return text(ParkVerdicts.REFUSAL);
  }

  public @Nullable String exceptionClass() {
    return text(Settling.EXCEPTION_CLASS);
  }

  /** How often it was tried before it was parked, since it was last retried by hand. */
  public int tries() {
    return number(Taken.TRIES);
  }

  public Instant parkedAt() {
    Instant parkedAt = time(Settling.PARKED_AT);
    return parkedAt == null ? queuedAt : parkedAt;
  }

  /** When the request came in, for letters that are requests; an event's JSON says it by itself. */
  public @Nullable Instant receivedAt() {
    return time(StoredRequest.RECEIVED_AT);
  }

  /** The queue that it could not be taken from for good, such as {@code copernica.inbox}. */
  public @Nullable String cameFrom() {
    return text(Settling.QUEUE);
  }

  /** How often it was retried by hand. */
  public int retried() {
    return number(RETRIED);
  }

  /** When it was last retried by hand. */
  public @Nullable Instant retriedAt() {
    return time(RETRIED_AT);
  }

  /** Bytes or characters. */
  public int size() {
    return taken().length();
  }

  Taken taken() {
    return new Taken(content, properties, queuedAt);
  }

  /** As it was before it was tried for the first time, but that somebody has retried it. */
  Taken again(Instant now) {
    Map<String, Object> fresh = new LinkedHashMap<>(properties);
    fresh.keySet().removeAll(OF_THE_LETTER);
    fresh.put(RETRIED, retried() + 1);
    fresh.put(RETRIED_AT, now.toString());
    return new Taken(content, fresh, queuedAt);
  }

  private @Nullable String text(String property) {
    return properties.get(property) instanceof String text ? text : null;
  }

  private int number(String property) {
    return properties.get(property) instanceof Number number ? number.intValue() : 0;
  }

  private @Nullable Instant time(String property) {
    String text = text(property);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null; // no letter of ours
    }
  }

  @Override
  public String toString() {
    return "letter=" + id + " event=" + eventId();
  }
}
