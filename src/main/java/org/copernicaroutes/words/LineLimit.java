package org.copernicaroutes.words;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets so many log lines of a kind pass in each period and counts the others, so that a stranger
 * cannot fill the disk with our log. A period begins with its first line. Safe for many threads.
 */
public final class LineLimit {

  private final LongSupplier nanos;
  private final long period;
  private final int lines;
  private long began;
  private int written;
  private long leftOut;

  /**
   * @param nanos a clock that may begin anywhere, and jump
   */
  public LineLimit(LongSupplier nanos, Duration period, int lines) {
    this.nanos = nanos;
    this.period = period.toNanos();
    this.lines = lines;
  }

  public static LineLimit perSecond(Clock clock, int lines) {
    return new LineLimit(
        () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()), Duration.ofSeconds(1), lines);
  }

  /** How many lines were left out since the last that passed; -1: this one is to be left out. */
  public synchronized long take() {
    beginPeriod(nanos.getAsLong());
    if (written == lines) {
      leftOut++;
      return -1;
    }
    written++;
    long count = leftOut;
    leftOut = 0;
    return count;
  }

  /** A clock that was put back begins one too: it must not silence us until it has caught up. */
  private void beginPeriod(long now) {
    long age = now - began;
    if (written == 0 || age < 0 || age >= period) {
      began = now;
      written = 0;
    }
  }

  /** What the line that passed has to say about those that did not. */
  public static String words(long leftOut) {
    return leftOut == 0 ? "" : " " + leftOut + " more of this kind since the line before.";
  }
}
