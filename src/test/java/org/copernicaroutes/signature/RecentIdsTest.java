package org.copernicaroutes.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.copernicaroutes.support.SettableClock;
import org.copernicaroutes.support.SignedRequest;
import org.junit.jupiter.api.Test;

class RecentIdsTest {

  private static final Duration WINDOW = Duration.ofMinutes(6);

  private final SettableClock clock = new SettableClock(SignedRequest.SIGNED_AT);
  private final RecentIds recent = new RecentIds(clock, WINDOW);

  @Test
  void knowsAnIdOnlyAfterItWasAdded() {
    assertThat(recent.contains(id(1))).isFalse();
    recent.add(id(1));
    assertThat(recent.contains(id(1))).isTrue();
    assertThat(recent.contains(id(2))).isFalse();
  }

  @Test
  void knowsAnIdForTheWholeWindowAndForgetsItSoonAfter() {
    clock.advance(Duration.ofSeconds(59));
    recent.add(id(1));
    clock.advance(WINDOW);
    assertThat(recent.contains(id(1))).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(recent.contains(id(1))).isFalse();
    assertThat(recent.size()).isZero();
  }

  @Test
  void knowsEveryIdOfMany() {
    IntStream.range(0, 100_000).forEach(i -> recent.add(id(i)));
    assertThat(recent.size()).isEqualTo(100_000);
    assertThat(IntStream.range(0, 100_000).allMatch(i -> recent.contains(id(i)))).isTrue();
    assertThat(IntStream.range(100_000, 200_000).anyMatch(i -> recent.contains(id(i)))).isFalse();
  }

  @Test
  void countsAnIdThatIsAddedTwiceOnce() {
    recent.add(id(1));
    recent.add(id(1));
    assertThat(recent.size()).isEqualTo(1);
  }

  @Test
  void fiveThousandASecondStayBelow64Megabytes() {
    IdSet minute = new IdSet();
    Random random = new Random(7);
    IntStream.range(0, 5_000 * 60).forEach(i -> minute.add(random.nextLong(), random.nextLong()));
    int minutesKept = 7; // the window, and the minute that is being filled
    assertThat(minutesKept * minute.bytes()).isLessThan(64_000_000);
  }

  /** Like an event id: 64 hex digits that look random. */
  private static String id(int seed) {
    return Hash.SHA_256.hex(new byte[] {(byte) seed, (byte) (seed >> 8), (byte) (seed >> 16)});
  }
}
