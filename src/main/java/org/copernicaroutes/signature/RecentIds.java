package org.copernicaroutes.signature;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/**
 * The ids of the requests that were stored a short while ago: a request whose id is here is a
 * replay, and was stored already.
 *
 * <p>An id is added only after its commit: one that was added before and then not committed would
 * make the sender's next try look like a replay, and lose it. It is remembered for at least as long
 * as a signature stays valid, max-age and max-skew together; after that its Date refuses it. Of the
 * 64 hex digits the first 32 are kept, 16 bytes. Safe for many threads.
 */
public final class RecentIds {

  private static final long MINUTE = 60_000;

  private final Clock clock;
  private final long windowMillis;
  private final Deque<Bucket> buckets = new ArrayDeque<>();

  private record Bucket(long minute, IdSet ids) {}

  /**
   * @param window how long an id is remembered, at least
   */
  public RecentIds(Clock clock, Duration window) {
    this.clock = clock;
    this.windowMillis = window.toMillis();
  }

  /**
   * @param id an event id, hex
   */
  public synchronized boolean contains(String id) {
    long high = HexFormat.fromHexDigitsToLong(id, 0, 16);
    long low = HexFormat.fromHexDigitsToLong(id, 16, 32);
    forgetOld();
    for (Bucket bucket : buckets) {
      if (bucket.ids.contains(high, low)) {
        return true;
      }
    }
    return false;
  }

  /** To be called after the commit of the request with this id. */
  public synchronized void add(String id) {
    long high = HexFormat.fromHexDigitsToLong(id, 0, 16);
    long low = HexFormat.fromHexDigitsToLong(id, 16, 32);
    forgetOld();
    current().ids.add(high, low);
  }

  /** How many ids are remembered. */
  public synchronized int size() {
    forgetOld();
    return buckets.stream().mapToInt(bucket -> bucket.ids.size()).sum();
  }

  private Bucket current() {
    long minute = Math.floorDiv(clock.millis(), MINUTE);
    if (buckets.isEmpty() || buckets.getLast().minute < minute) {
      buckets.addLast(new Bucket(minute, new IdSet()));
    }
    return buckets.getLast();
  }

  private void forgetOld() {
    long now = clock.millis();
    while (!buckets.isEmpty() && (buckets.getFirst().minute + 1) * MINUTE + windowMillis <= now) {
      buckets.removeFirst();
    }
  }
}
