package org.copernicaroutes.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.callback.CapturedRequest.Header;
import org.copernicaroutes.signature.VerifiedRequest;

/**
 * A verified request as a message of the inbox, and back: the exact bytes as the body, everything
 * else as properties that an operator can read; the headers as JSON pairs in their order.
 */
final class InboxMessage {

  /** By which the broker recognises a replay, also after a restart. */
  static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

  private static final String ACCOUNT = "account";
  private static final String SIGNED_AT = "signedAt";
  private static final String RECEIVED_AT = "receivedAt";
  private static final String CONTENT_TYPE_SIGNED = "contentTypeSigned";
  private static final String METHOD = "method";
  private static final String TARGET = "target";
  private static final String HEADERS = "headers";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<List<String>>> PAIRS = new TypeReference<>() {};

  private InboxMessage() {}

  static BytesMessage write(Session session, VerifiedRequest verified) throws JMSException {
    CapturedRequest request = verified.request();
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(request.body());
    message.setStringProperty(DUPLICATE_ID, verified.id());
    message.setStringProperty(Taken.EVENT_ID, verified.id());
    message.setLongProperty(ACCOUNT, verified.account());
    message.setStringProperty(SIGNED_AT, verified.signedAt().toString());
    message.setStringProperty(RECEIVED_AT, request.receivedAt().toString());
    message.setBooleanProperty(CONTENT_TYPE_SIGNED, verified.contentTypeSigned());
    message.setStringProperty(METHOD, request.method());
    message.setStringProperty(TARGET, request.target());
    message.setStringProperty(HEADERS, pairs(request.headers()));
    return message;
  }

  /**
   * @throws DeliveryFailure poison, where the message is not one of ours
   */
  static VerifiedRequest read(Taken taken) {
    try {
      return verified(taken.properties(), (byte[]) taken.content());
    } catch (JsonProcessingException | RuntimeException e) {
      throw DeliveryFailure.poison(
          "a message in "
              + Queues.INBOX
              + " is not a stored request. Only copernica-routes may send to that queue.",
          e);
    }
  }

  private static VerifiedRequest verified(Map<String, Object> properties, byte[] body)
      throws JsonProcessingException {
    return new VerifiedRequest(
        (String) properties.get(Taken.EVENT_ID),
        (Long) properties.get(ACCOUNT),
        instant(properties, SIGNED_AT),
        (Boolean) properties.get(CONTENT_TYPE_SIGNED),
        new CapturedRequest(
            (String) properties.get(METHOD),
            (String) properties.get(TARGET),
            headers((String) properties.get(HEADERS)),
            body,
            instant(properties, RECEIVED_AT)));
  }

  private static Instant instant(Map<String, Object> properties, String name) {
    return Instant.parse((String) properties.get(name));
  }

  private static String pairs(List<Header> headers) {
    try {
      return JSON.writeValueAsString(
          headers.stream().map(h -> List.of(h.name(), h.value())).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Header> headers(String pairs) throws JsonProcessingException {
    return JSON.readValue(pairs, PAIRS).stream().map(p -> new Header(p.get(0), p.get(1))).toList();
  }
}
