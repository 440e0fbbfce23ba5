package org.copernicaroutes.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.Map;
import org.copernicaroutes.signature.VerifiedRequest;

/** A verified request as a message of the inbox, and back. */
final class InboxMessage {

  private static final String ACCOUNT = "account";
  private static final String SIGNED_AT = "signedAt";
  private static final String CONTENT_TYPE_SIGNED = "contentTypeSigned";

  private InboxMessage() {}

  static Taken of(VerifiedRequest verified) {
    Map<String, Object> properties = StoredRequest.properties(verified.request());
    properties.put(StoredRequest.DUPLICATE_ID, verified.id());
    properties.put(Taken.EVENT_ID, verified.id());
    properties.put(ACCOUNT, verified.account());
    properties.put(SIGNED_AT, verified.signedAt().toString());
    properties.put(CONTENT_TYPE_SIGNED, verified.contentTypeSigned());
    return new Taken(verified.request().body(), properties, verified.request().receivedAt());
  }

  /**
   * @throws DeliveryFailure poison, where the message is not one of ours
   */
  static VerifiedRequest read(Taken taken) {
    try {
      return verified(taken);
    } catch (JsonProcessingException | RuntimeException e) {
      throw StoredRequest.notOurs(Queues.INBOX, e);
    }
  }

  /** The Date of the request that this is made of. */
  static Instant signedAt(Taken message) {
    return Instant.parse((String) message.properties().get(SIGNED_AT));
  }

  private static VerifiedRequest verified(Taken taken) throws JsonProcessingException {
    Map<String, Object> properties = taken.properties();
    return new VerifiedRequest(
        (String) properties.get(Taken.EVENT_ID),
        (Long) properties.get(ACCOUNT),
        signedAt(taken),
        (Boolean) properties.get(CONTENT_TYPE_SIGNED),
        StoredRequest.read(taken));
  }
}
