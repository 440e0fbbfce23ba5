package org.copernicaroutes.inbox;

import java.time.Instant;
import java.util.List;

/**
 * What becomes of a parked request.
 *
 * @param sends in the transaction that takes it out of the park
 * @param signedAt its Date; as long ago as can be where nobody has proven it
 * @param why goes on in the log after the outcome
 */
record Settled(Outcome outcome, Taken event, List<Send> sends, Instant signedAt, String why) {

  /** Not one that was found to be genuine just now. */
  static Settled of(Outcome outcome, Taken event, List<Send> sends, String why) {
    return new Settled(outcome, event, sends, Instant.MIN, why);
  }

  enum Outcome {
    VERIFIED("request.verified"),
    /** The same request was verified at the door meanwhile. */
    REPEATED("request.verified"),
    REFUSED("request.refused"),
    /** Its key could not be had for too long. */
    EXPIRED("request.expired"),
    /** Refused, and the dead letters are full. */
    DROPPED("request.refused");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    boolean isGood() {
      return this == VERIFIED || this == REPEATED;
    }
  }
}
