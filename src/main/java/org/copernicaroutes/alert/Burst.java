package org.copernicaroutes.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.copernicaroutes.inbox.DigestTerms;
import org.springframework.boot.convert.DurationStyle;

/**
 * How many mails a step sends by themselves within a period. It remembers their moments only: after
 * a restart it begins anew, unless alerts wait for their digest.
 *
 * <p>Thread-safe.
 */
final class Burst {

  private static final int NEVER = Integer.MAX_VALUE;
  private static final int MOST = 10_000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  private final int after;
  private final Duration every;
  private final Clock clock;
  private final Deque<Instant> mailed = new ArrayDeque<>();

  private Burst(int after, Duration every, Clock clock) {
    this.after = after;
    this.every = every;
    this.clock = clock;
  }

  /**
   * @throws IllegalArgumentException for the first parameter that is wrong
   */
  static Burst of(String after, String every, Clock clock) {
    return new Burst(number(after), duration(every), clock);
  }

  private static int number(String text) {
    if (text.equals("never")) {
      return NEVER;
    }
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= MOST) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException(
        "digestAfter: must be a number from 0 to " + MOST + ", or never");
  }

  private static Duration duration(String text) {
    try {
      Duration duration = DurationStyle.detectAndParse(text);
      if (duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "digestEvery: must be a duration from 1s to 1d, such as 90s, 15m or 2h");
  }

  DigestTerms terms(String step) {
    return new DigestTerms(step, after, every);
  }

  /** Whether there are digests at all. */
  boolean ends() {
    return after != NEVER;
  }

  /** Whether as many were mailed as may be. */
  synchronized boolean isOver() {
    return after == 0
        || mailed.size() == after && mailed.getFirst().plus(every).isAfter(clock.instant());
  }

  synchronized void mailed() {
    if (ends()) {
      mailed.addLast(clock.instant());
    }
    if (mailed.size() > after) {
      mailed.removeFirst();
    }
  }
}
