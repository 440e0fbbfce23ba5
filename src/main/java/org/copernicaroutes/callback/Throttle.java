package org.copernicaroutes.callback;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets one line per period through, so that a stranger cannot fill the disk with our log. */
final class Throttle {

  private final long period;
  private final LongSupplier nanos;
  private final AtomicLong next;
  private final AtomicLong leftOut = new AtomicLong();

  Throttle(Duration period, LongSupplier nanos) {
    this.period = period.toNanos();
    this.nanos = nanos;
    this.next = new AtomicLong(nanos.getAsLong());
  }

  /** How many were left out since the last line; negative when this one is left out as well. */
  long pass() {
    long now = nanos.getAsLong();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + period)) {
      return leftOut.getAndSet(0);
    }
    leftOut.incrementAndGet();
    return -1;
  }
}
