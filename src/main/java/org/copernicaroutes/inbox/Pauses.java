package org.copernicaroutes.inbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;

/** The growing pauses between the tries of a queue that stands still. */
record Pauses(InboxSettings.Retry retry, RandomGenerator random, Pause pause) {

  private static final double JITTER = 0.2;

  /** Up to a fifth shorter than the doubling says, so that queues do not try in step. */
  Duration after(int tries) {
    long millis = doubled(retry.firstPause(), retry.longestPause(), tries).toMillis();
    return Duration.ofMillis(Math.round(millis * (1 - JITTER * random.nextDouble())));
  }

  /** At least what the other side asks for, as far as we let it. */
  Duration after(int tries, Duration asked) {
    Duration ours = after(tries);
    Duration theirs = shorter(asked, retry.longestRetryAfter());
    return ours.compareTo(theirs) < 0 ? theirs : ours;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  static Duration doubled(Duration first, Duration longest, int tries) {
    long factor = 1L << Math.min(Math.max(tries - 1, 0), 20);
    Duration grown = first.multipliedBy(factor);
    return shorter(grown, longest);
  }

  boolean takesNext(int tries) {
    return tries % retry.nextEvery() == 0;
  }

  /** False when it was cut short by a stop. An interrupt counts as one. */
  boolean pass(Duration duration, CountDownLatch stop) {
    try {
      return pause.passes(duration, stop);
    } catch (InterruptedException e) {
      stop.countDown();
      return false;
    }
  }
}
