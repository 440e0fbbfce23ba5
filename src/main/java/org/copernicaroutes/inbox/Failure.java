package org.copernicaroutes.inbox;

/**
 * Why a try failed, and what is to become of it.
 *
 * @param reason for the log and the dead letter: no personal data
 * @param known false where nobody recognised the cause: somebody must find where it came from
 */
public record Failure(End end, String reason, Throwable cause, boolean known) {

  /** The lines of the log go on after the reason, so it has no period of its own. */
  public Failure {
    reason = reason.strip().replaceAll("\\R+", " ").replaceAll("\\.+$", "");
  }

  public Failure(End end, String reason, Throwable cause) {
    this(end, reason, cause, true);
  }

  /** The queue stands still, as opposed to this event being dealt with. */
  boolean stands() {
    return end == End.OUTAGE || end == End.MISCONFIGURED;
  }

  Failure as(End other, String more) {
    return new Failure(other, reason + more, cause, known);
  }

  public String exceptionClass() {
    return cause.getClass().getName();
  }
}
