package org.copernicaroutes.inbox;

import org.jspecify.annotations.Nullable;

/**
 * An exception as classes and stack frames, for the log: what a message of an exception that nobody
 * knows says may be somebody's data.
 */
final class Frames extends Throwable {

  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 10;

  private final String type;

  private Frames(Throwable thrown, @Nullable Frames cause) {
    super(null, cause, false, true);
    type = thrown.getClass().getName();
    setStackTrace(thrown.getStackTrace());
  }

  static Frames of(Throwable thrown) {
    return of(thrown, DEEPEST);
  }

  private static Frames of(Throwable thrown, int deepest) {
    Throwable cause = thrown.getCause();
    return new Frames(thrown, cause == null || deepest == 0 ? null : of(cause, deepest - 1));
  }

  @Override
  public String toString() {
    return type;
  }
}
