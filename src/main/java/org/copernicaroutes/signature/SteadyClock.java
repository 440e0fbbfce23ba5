package org.copernicaroutes.signature;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * For how long something is remembered: begins with the time of another clock, and then goes on at
 * its own pace. When the host's clock is stepped back by a day, what was to be remembered for
 * minutes is not kept for a day; when it is stepped forward, nothing is forgotten early.
 */
final class SteadyClock extends Clock {

  private final Clock wall;
  private final LongSupplier nanos;
  private final Instant start;
  private final long startNanos;

  /**
   * @param nanos that pass, from any origin
   */
  SteadyClock(Clock wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.start = wall.instant();
    this.startNanos = nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    return start.plus(Duration.ofNanos(nanos.getAsLong() - startNanos));
  }

  @Override
  public ZoneId getZone() {
    return wall.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SteadyClock(wall.withZone(zone), nanos);
  }
}
