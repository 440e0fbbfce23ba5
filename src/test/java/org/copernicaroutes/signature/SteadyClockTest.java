package org.copernicaroutes.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.copernicaroutes.support.SettableClock;
import org.copernicaroutes.support.SignedRequest;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

  private static final Duration WINDOW = Duration.ofMinutes(6);
  private static final Duration DAY = Duration.ofDays(1);
  private static final String ID = Hash.SHA_256.hex(new byte[] {1});

  private final SettableClock wall = new SettableClock(SignedRequest.SIGNED_AT);
  private final AtomicLong nanos = new AtomicLong(-5);
  private final SteadyClock clock = new SteadyClock(wall, nanos::get);
  private final RecentIds recent = new RecentIds(clock, WINDOW);

  @Test
  void beginsWithTheTimeOfTheHost() {
    assertThat(clock.instant()).isEqualTo(SignedRequest.SIGNED_AT);
    assertThat(clock.getZone()).isEqualTo(wall.getZone());
  }

  @Test
  void goesOnWhileTheHostsClockIsStepped() {
    wall.advance(DAY);
    pass(Duration.ofMillis(1_500));
    assertThat(clock.instant()).isEqualTo(SignedRequest.SIGNED_AT.plusMillis(1_500));
  }

  @Test
  void noReplayIsForgottenEarlyWhenTheClockIsSteppedForward() {
    recent.add(ID, wall.instant());
    wall.advance(DAY);
    pass(WINDOW);
    assertThat(recent.contains(ID)).isTrue();
  }

  @Test
  void noReplayIsKeptForADayWhenTheClockIsSteppedBack() {
    wall.advance(DAY.negated());
    recent.add(ID, wall.instant());
    pass(WINDOW.plusMinutes(1));
    assertThat(recent.size()).isZero();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
