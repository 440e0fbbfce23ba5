package org.copernicaroutes.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.copernicaroutes.support.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstTest {

  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T09:00:00Z"));

  @Test
  void isOverOnceSoManyWereMailedWithinThePeriod() {
    Burst burst = Burst.of("2", "15m", clock);
    burst.mailed();
    clock.advance(Duration.ofMinutes(10));
    assertThat(burst.isOver()).isFalse();
    burst.mailed();
    assertThat(burst.isOver()).isTrue();
    clock.advance(Duration.ofMinutes(5));
    assertThat(burst.isOver()).as("the first is 15 minutes old").isFalse();
    burst.mailed();
    assertThat(burst.isOver()).isTrue();
  }

  @Test
  void ofZeroIsAlwaysOver() {
    assertThat(Burst.of("0", "1s", clock).isOver()).isTrue();
  }

  @Test
  void ofNeverIsNeverOver() {
    Burst burst = Burst.of("never", "1s", clock);
    burst.mailed();
    assertThat(burst.isOver()).isFalse();
    assertThat(burst.ends()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1m, digestAfter: must be a number from 0 to 10000",
    "ten, 1m, digestAfter",
    "10001, 1m, digestAfter",
    "1, 900ms, digestEvery: must be a duration from 1s to 1d",
    "1, 25h, digestEvery",
    "1, soon, digestEvery"
  })
  void refusesWhatIsNoCountOrPeriod(String after, String every, String reason) {
    assertThatThrownBy(() -> Burst.of(after, every, clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
