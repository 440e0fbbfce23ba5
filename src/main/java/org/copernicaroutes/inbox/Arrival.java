package org.copernicaroutes.inbox;

import java.time.Instant;
import org.copernicaroutes.signature.UnverifiedRequest;
import org.copernicaroutes.signature.VerifiedRequest;

/**
 * A request on its way to disk.
 *
 * @param queue the inbox where it is verified, else the park
 * @param eventId that it is answered with
 * @param duplicateId hex, the same for an exact repetition in the same queue
 * @param signedAt its Date; as long ago as can be where nobody has proven it
 */
record Arrival(
    String queue, String eventId, String duplicateId, Instant signedAt, Taken message) {

  static Arrival of(VerifiedRequest request) {
    return new Arrival(
        Queues.INBOX, request.id(), request.id(), request.signedAt(), InboxMessage.of(request));
  }

  static Arrival of(UnverifiedRequest request) {
    return new Arrival(
        Queues.PARK,
        request.id(),
        request.repetitionId(),
        Instant.MIN,
        ParkedMessage.of(request));
  }

  boolean isVerified() {
    return queue.equals(Queues.INBOX);
  }
}
