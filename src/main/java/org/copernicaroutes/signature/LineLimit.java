package org.copernicaroutes.signature;

import java.time.Clock;

/** Lets so many log lines pass in each second, and counts the others. Safe for many threads. */
public final class LineLimit {

  private final Clock clock;
  private final int perSecond;
  private long second;
  private int written;
  private long unwritten;

  public LineLimit(Clock clock, int perSecond) {
    this.clock = clock;
    this.perSecond = perSecond;
  }

  /** How many lines were left out since the last that passed; -1: this one is to be left out. */
  public synchronized long take() {
    long now = Math.floorDiv(clock.millis(), 1000L);
    if (now != second) {
      second = now;
      written = 0;
    }
    if (written == perSecond) {
      unwritten++;
      return -1;
    }
    written++;
    long count = unwritten;
    unwritten = 0;
    return count;
  }

  /** What the line that passed has to say about those that did not. */
  public static String words(long leftOut) {
    return leftOut == 0 ? "" : " " + leftOut + " more of this kind since the line before.";
  }
}
