package org.copernicaroutes.inbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How time passes between two tries. */
@FunctionalInterface
interface Pause {

  /** True when it has passed, false when {@code stop} came first. */
  boolean passes(Duration duration, CountDownLatch stop) throws InterruptedException;

  static boolean real(Duration duration, CountDownLatch stop) throws InterruptedException {
    return !stop.await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }
}
