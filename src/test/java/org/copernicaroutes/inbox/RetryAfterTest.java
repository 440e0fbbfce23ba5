package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Retry-After | 30                            | 30",
        "retry-after | ' 5 '                         | 5",
        "Retry-After | 0                             | 0",
        "Retry-After | Mon, 05 Jan 2026 10:02:00 GMT | 120",
        "Retry-After | Mon, 05 Jan 2026 09:59:00 GMT | 0",
        "Retry-After | -5                            | 0",
        "Retry-After | 9999999999999999999           | 0",
        "Retry-After | soon                          | 0",
        "X-Retry     | 30                            | 0"
      })
  void readsSecondsOrAMoment(String name, String value, long seconds) {
    assertThat(RetryAfter.asked(answer(Map.of(name, value)), NOW))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void whoSaysNothingAsksForNothing() {
    assertThat(RetryAfter.asked(answer(Map.of()), NOW)).isZero();
    assertThat(RetryAfter.asked(answer(null), NOW)).isZero();
    assertThat(RetryAfter.asked(new ConnectException(), NOW)).isZero();
  }

  private static HttpOperationFailedException answer(Map<String, String> headers) {
    return new HttpOperationFailedException("http://h/", 503, "", null, headers, "");
  }
}
