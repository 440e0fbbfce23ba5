package org.copernicaroutes.inbox;

/**
 * Dead letters cannot be shown or moved as asked. The message is for the operator who asked: what,
 * why, how to fix.
 */
public final class LettersRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public enum Reason {
    /** No such dead letters; the message names those there are, the nearest first. */
    UNKNOWN_QUEUE,
    /** What was asked for makes no sense as it is written. */
    INVALID,
    /** Not now: the broker is away, or cannot store. Try again later. */
    UNAVAILABLE
  }

  private final Reason reason;

  LettersRefused(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  LettersRefused(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
