package org.copernicaroutes.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineLimitTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final LineLimit limit = new LineLimit(nanos::get, Duration.ofNanos(10), 2);

  @Test
  void soManyLinesPassInAPeriodAndTheNextTellsHowManyWereLeftOut() {
    assertThat(limit.take()).isZero();
    nanos.addAndGet(9);
    assertThat(limit.take()).isZero();
    assertThat(limit.take()).isNegative();
    assertThat(limit.take()).isNegative();
    nanos.addAndGet(1);
    assertThat(limit.take()).isEqualTo(2);
    assertThat(limit.take()).isZero();
  }

  @Test
  void aClockPutBackSilencesNothing() {
    limit.take();
    limit.take();
    nanos.addAndGet(-1000);
    assertThat(limit.take()).isZero();
  }

  @Test
  void onlyWhatWasLeftOutIsWorthWords() {
    assertThat(LineLimit.words(0)).isEmpty();
    assertThat(LineLimit.words(3)).isEqualTo(" 3 more of this kind since the line before.");
  }
}
