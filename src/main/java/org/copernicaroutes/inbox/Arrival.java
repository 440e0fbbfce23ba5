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
 * @param signedAt its Date, where that is proven
 */
record Arrival(String queue, String eventId, String duplicateId, Instant signedAt, Taken message) {

  /** No Date that anybody may have written decides how far back replays are looked for. */
  private static final Instant UNPROVEN = Instant.MIN;

  static Arrival of(VerifiedRequest request) {
    return new Arrival(
        Queues.INBOX, request.id(), request.id(), request.signedAt(), InboxMessage.of(request));
  }

  static Arrival of(UnverifiedRequest request) {
    return new Arrival(
        Queues.PARK, request.id(), request.repetitionId(), UNPROVEN, ParkedMessage.of(request));
  }

  boolean isVerified() {
    return queue.equals(Queues.INBOX);
  }
}
