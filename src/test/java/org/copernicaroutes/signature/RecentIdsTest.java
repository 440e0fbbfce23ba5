package org.copernicaroutes.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import org.copernicaroutes.support.SettableClock;
import org.copernicaroutes.support.SignedRequest;
import org.junit.jupiter.api.Test;

class RecentIdsTest {

  private static final Duration WINDOW = Duration.ofMinutes(6);

  private final SettableClock clock = new SettableClock(SignedRequest.SIGNED_AT);
  private final Random random = new Random(7);
  private final RecentIds recent = new RecentIds(clock, WINDOW);

  @Test
  void knowsAnIdOnlyAfterItWasAdded() {
    assertThat(recent.contains(id(1))).isFalse();
    recent.add(id(1), clock.instant());
    assertThat(recent.contains(id(1))).isTrue();
    assertThat(recent.contains(id(2))).isFalse();
  }

  @Test
  void knowsAnIdForTheWholeWindowAndForgetsItSoonAfter() {
    clock.advance(Duration.ofSeconds(59));
    recent.add(id(1), clock.instant());
    clock.advance(WINDOW);
    assertThat(recent.contains(id(1))).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(recent.contains(id(1))).isFalse();
    assertThat(recent.size()).isZero();
  }

  @Test
  void knowsEveryIdOfMany() {
    IntStream.range(0, 100_000).forEach(i -> recent.add(id(i), clock.instant()));
    assertThat(recent.size()).isEqualTo(100_000);
    assertThat(IntStream.range(0, 100_000).allMatch(i -> recent.contains(id(i)))).isTrue();
    assertThat(IntStream.range(100_000, 200_000).anyMatch(i -> recent.contains(id(i)))).isFalse();
  }

  @Test
  void countsAnIdThatIsAddedTwiceOnce() {
    recent.add(id(1), clock.instant());
    recent.add(id(1), clock.instant());
    assertThat(recent.size()).isEqualTo(1);
  }

  /** Arrays are all that grows; while one is replaced, half of its size is there as well. */
  @Test
  void fiveThousandASecondForLongerThanTheWindowStayBelow64Megabytes() {
    addFiveThousandASecond(60);
    long minute = recent.bytes();
    long most = addFiveThousandASecond(660);
    assertThat(recent.size()).isBetween(5_000 * 360, 5_000 * 420);
    assertThat(most + minute / 2).isLessThan(64_000_000);
  }

  private long addFiveThousandASecond(int seconds) {
    long most = 0;
    for (int second = 0; second < seconds; second++) {
      for (int i = 0; i < 5_000; i++) {
        recent.add(randomId(), clock.instant());
      }
      most = Math.max(most, recent.bytes());
      clock.advance(Duration.ofSeconds(1));
    }
    return most;
  }

  private String randomId() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** Like an event id: 64 hex digits that look random. */
  private static String id(int seed) {
    return Hash.SHA_256.hex(new byte[] {(byte) seed, (byte) (seed >> 8), (byte) (seed >> 16)});
  }
}
