package org.copernicaroutes.inbox;

import java.util.List;

/**
 * What becomes of a parked request.
 *
 * @param sends in the transaction that takes it out of the park
 * @param why goes on in the log after the outcome
 */
record Settled(Outcome outcome, Taken event, List<Send> sends, String why) {

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
