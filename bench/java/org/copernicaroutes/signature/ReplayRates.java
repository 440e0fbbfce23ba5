package org.copernicaroutes.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.copernicaroutes.support.SettableClock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Was this request stored before: among the ids of a whole window at 5,000 requests a second. */
@State(Scope.Benchmark)
public class ReplayRates {

  private static final int PER_SECOND = 5_000;
  private static final int SECONDS = 360;
  private static final int LOOKED_UP = 100_000;

  private final Random random = new Random(7);
  private final String[] unknown = new String[LOOKED_UP];
  private RecentIds recent;
  private int next;

  @Setup
  public void fill() {
    SettableClock clock = new SettableClock(Instant.EPOCH);
    recent = new RecentIds(clock, Duration.ofSeconds(SECONDS));
    for (int i = 0; i < PER_SECOND * SECONDS; i++) {
      clock.set(Instant.EPOCH.plusSeconds(i / PER_SECOND));
      recent.add(randomId(), clock.instant());
    }
    for (int i = 0; i < LOOKED_UP; i++) {
      unknown[i] = randomId();
    }
  }

  private String randomId() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** As every new request does: it is in none of the minutes. */
  @Benchmark
  public boolean recent() {
    return recent.contains(unknown[next++ % LOOKED_UP]);
  }
}
