package org.copernicaroutes.inbox;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Instant;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was taken from its queue: the exact content and our own properties, free of the
 * session that it came by.
 *
 * @param content a {@code byte[]} or a {@code String}
 */
record Taken(Object content, Map<String, Object> properties, Instant queuedAt) {

  /** The event id, on every message that stems from a request. */
  static final String EVENT_ID = "eventId";

  /** How often this event was sent back to wait for something it needs. */
  static final String TRIES = "tries";

  /** When an event that was sent back first came, in epoch milliseconds. */
  static final String FIRST_QUEUED_AT = "firstQueuedAt";

  /** One that is to be sent. */
  static Taken text(String text) {
    return new Taken(text, Map.of(), Instant.EPOCH);
  }

  /** A large body is streamed: it must be read before the next message is received. */
  static Taken of(Message message) throws JMSException {
    return new Taken(
        contentOf(message), propertiesOf(message), Instant.ofEpochMilli(message.getJMSTimestamp()));
  }

  private static Object contentOf(Message message) throws JMSException {
    if (message instanceof BytesMessage bytes) {
      byte[] content = new byte[(int) bytes.getBodyLength()];
      bytes.readBytes(content);
      return content;
    }
    return message instanceof TextMessage text && text.getText() != null ? text.getText() : "";
  }

  /** Ours only: the broker's own, such as the duplicate id, must not come along on a copy. */
  private static Map<String, Object> propertiesOf(Message message) throws JMSException {
    Map<String, Object> properties = new LinkedHashMap<>();
    Enumeration<?> names = message.getPropertyNames();
    while (names.hasMoreElements()) {
      String name = (String) names.nextElement();
      if (!name.startsWith("JMS") && !name.startsWith("_")) {
        properties.put(name, message.getObjectProperty(name));
      }
    }
    return properties;
  }

  /** The same content and properties as a new message. */
  Message copy(Session session) throws JMSException {
    Message copy = content instanceof byte[] bytes ? bytes(session, bytes) : text(session);
    for (Map.Entry<String, Object> property : properties.entrySet()) {
      copy.setObjectProperty(property.getKey(), property.getValue());
    }
    return copy;
  }

  private static Message bytes(Session session, byte[] content) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(content);
    return message;
  }

  private Message text(Session session) throws JMSException {
    return session.createTextMessage((String) content);
  }

  /** The same content, with more or other properties. */
  Taken with(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(properties);
    all.putAll(more);
    return new Taken(content, all, queuedAt);
  }

  /** Bytes or characters. */
  int length() {
    return content instanceof byte[] bytes ? bytes.length : ((String) content).length();
  }

  /**
   * @throws DeliveryFailure poison, where it is none
   */
  String text() {
    if (content instanceof String text) {
      return text;
    }
    throw DeliveryFailure.poison(
        "a message in this queue is no text. Only copernica-routes may send to it", null);
  }

  @Nullable String eventId() {
    return properties.get(EVENT_ID) instanceof String id ? id : null;
  }

  int tries() {
    return properties.get(TRIES) instanceof Number tries ? tries.intValue() : 0;
  }

  Instant firstQueuedAt() {
    return properties.get(FIRST_QUEUED_AT) instanceof Number millis
        ? Instant.ofEpochMilli(millis.longValue())
        : queuedAt;
  }

  /** The id only: content and properties are somebody's data. */
  @Override
  public String toString() {
    return "event=" + eventId();
  }
}
