package org.copernicaroutes.support;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands still and moves when told. Safe for many threads. */
public final class SettableClock extends UtcClock {

  private volatile Instant now;

  public SettableClock(Instant now) {
    this.now = now;
  }

  public void set(Instant instant) {
    now = instant;
  }

  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
