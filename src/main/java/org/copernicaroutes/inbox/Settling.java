package org.copernicaroutes.inbox;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an event that its queue is not to stand still for: a dead letter, or the same
 * event once more, later.
 */
record Settling(String queue, String deadLetters, InboxSettings.NotYet notYet, Clock clock) {

  static final String REASON = "reason";
  static final String EXCEPTION_CLASS = "exceptionClass";
  static final String PARKED_AT = "parkedAt";
  static final String QUEUE = "queue";

  /**
   * @param wanted the dead letters that the route asked for
   * @param tries of this taking; those of earlier ones are on the event
   */
  Send settle(Taken event, Failure failure, @Nullable String wanted, int tries) {
    int all = event.tries() + tries;
    return failure.end() == End.NOT_YET && !exhausted(event, all)
        ? again(event, all)
        : park(event, failure, wanted == null ? deadLetters : wanted, all);
  }

  private boolean exhausted(Taken event, int tries) {
    Duration age = Duration.between(event.firstQueuedAt(), clock.instant());
    return tries >= notYet.tries() || age.compareTo(notYet.age()) >= 0;
  }

  private Send again(Taken event, int tries) {
    Map<String, Object> counted =
        Map.of(Taken.TRIES, tries, Taken.FIRST_QUEUED_AT, event.firstQueuedAt().toEpochMilli());
    return Send.later(
        queue,
        event.with(counted),
        Pauses.doubled(notYet.firstPause(), notYet.longestPause(), tries));
  }

  private Send park(Taken event, Failure failure, String name, int tries) {
    Map<String, Object> why = new LinkedHashMap<>();
    why.put(REASON, failure.reason());
    why.put(EXCEPTION_CLASS, failure.exceptionClass());
    why.put(PARKED_AT, clock.instant().toString());
    why.put(Taken.TRIES, tries);
    why.put(QUEUE, queue);
    return Send.now(Queues.dead(name), event.with(why));
  }
}
