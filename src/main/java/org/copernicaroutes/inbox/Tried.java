package org.copernicaroutes.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of running the route.
 *
 * @param sends to destinations; none where it failed
 * @param failure null where it passed
 * @param deadLetters where the route wants its event parked; null: the queue's own dead letters
 */
record Tried(List<Send> sends, @Nullable Failure failure, @Nullable String deadLetters) {

  private static final String NEXT_PASSED = " (the next event passed)";

  boolean passed() {
    return failure == null;
  }

  /** The queue is to stand still for this. */
  boolean stands() {
    return failure != null && failure.stands();
  }

  /** The next event passed: what fails still is this event's own fault. */
  Tried butPoison() {
    return failure == null || !failure.stands()
        ? this
        : new Tried(sends, failure.as(End.POISON, NEXT_PASSED), deadLetters);
  }
}
