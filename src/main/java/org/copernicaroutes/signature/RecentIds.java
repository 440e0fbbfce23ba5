package org.copernicaroutes.signature;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/**
 * The ids of the requests that were stored a short while ago: a request whose id is here is a
 * replay, and was stored already.
 *
 * <p>An id is added only after its commit: one that was added before and then not committed would
 * make the sender's next try look like a replay, and lose it. It is remembered for at least as long
 * as a signature stays valid, max-age and max-skew together; after that its Date refuses it. Where
 * the host's clock was stepped back, its Date would not: so of what is forgotten the newest Date is
 * kept, and a request that is not newer is refused, see {@link #judged}. Of the 64 hex digits the
 * first 32 are kept, 16 bytes. Safe for many threads.
 */
public final class RecentIds {

  private static final long MINUTE = 60_000;

  private final Clock clock;
  private final long windowMillis;
  private final Deque<Bucket> buckets = new ArrayDeque<>();
  private Instant newestForgotten = Instant.MIN;

  private static final class Bucket {

    private final long minute;
    private final IdSet ids = new IdSet();
    private Instant newest = Instant.MIN;

    Bucket(long minute) {
      this.minute = minute;
    }

    void add(long high, long low, Instant signedAt) {
      ids.add(high, low);
      newest = later(newest, signedAt);
    }
  }

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

  /**
   * To be called after the commit of the request with this id.
   *
   * @param signedAt its Date
   */
  public synchronized void add(String id, Instant signedAt) {
    long high = HexFormat.fromHexDigitsToLong(id, 0, 16);
    long low = HexFormat.fromHexDigitsToLong(id, 16, 32);
    forgetOld();
    current().add(high, low, signedAt);
  }

  /**
   * Refuses a request that was verified just now and may be a replay of one that is forgotten.
   * While the host's clock goes on evenly, Freshness has refused all of those before.
   */
  Verdict judged(Verdict verdict) {
    return verdict instanceof Verdict.Verified verified
            && mayHaveForgotten(verified.request().signedAt())
        ? new Verdict.Refused(
            Refusal.TOO_OLD,
            "a request with a later Date is forgotten already, so this may be a replay: this host's"
                + " clock was stepped back. Check it")
        : verdict;
  }

  private synchronized boolean mayHaveForgotten(Instant signedAt) {
    forgetOld();
    return !signedAt.isAfter(newestForgotten);
  }

  /** How many ids are remembered. */
  public synchronized int size() {
    forgetOld();
    return buckets.stream().mapToInt(bucket -> bucket.ids.size()).sum();
  }

  /** What the ids take up in memory. */
  synchronized long bytes() {
    forgetOld();
    return buckets.stream().mapToLong(bucket -> bucket.ids.bytes()).sum();
  }

  private Bucket current() {
    long minute = Math.floorDiv(clock.millis(), MINUTE);
    if (buckets.isEmpty() || buckets.getLast().minute < minute) {
      buckets.addLast(new Bucket(minute));
    }
    return buckets.getLast();
  }

  private void forgetOld() {
    long now = clock.millis();
    while (!buckets.isEmpty() && (buckets.getFirst().minute + 1) * MINUTE + windowMillis <= now) {
      newestForgotten = later(newestForgotten, buckets.removeFirst().newest);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
