package org.copernicaroutes.inbox;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;

/** For how long a service that answered 429, 503 or the like asks to be left alone (RFC 9110). */
final class RetryAfter {

  private static final String HEADER = "Retry-After";

  private RetryAfter() {}

  /** Zero where it asks for nothing that can be read. */
  static Duration asked(Throwable cause, Instant now) {
    return cause instanceof HttpOperationFailedException http && http.getResponseHeaders() != null
        ? asked(http.getResponseHeaders(), now)
        : Duration.ZERO;
  }

  private static Duration asked(Map<String, String> headers, Instant now) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(HEADER))
        .findFirst()
        .map(header -> parsed(header.getValue().strip(), now))
        .filter(asked -> !asked.isNegative())
        .orElse(Duration.ZERO);
  }

  /** Seconds, or the moment itself. */
  private static Duration parsed(String value, Instant now) {
    try {
      return value.matches("[0-9]{1,9}")
          ? Duration.ofSeconds(Long.parseLong(value))
          : Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
