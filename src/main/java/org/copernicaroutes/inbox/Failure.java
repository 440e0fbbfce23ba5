package org.copernicaroutes.inbox;

/**
 * Why a try failed, and what is to become of it.
 *
 * @param reason for the log and the dead letter: no personal data
 */
record Failure(End end, String reason, Throwable cause) {

  /** The queue stands still, as opposed to this event being dealt with. */
  boolean stands() {
    return end == End.OUTAGE || end == End.MISCONFIGURED;
  }

  Failure as(End other, String more) {
    return new Failure(other, reason + more, cause);
  }

  String exceptionClass() {
    return cause.getClass().getName();
  }
}
