package org.copernicaroutes.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How far the signed Date may be from the moment of receipt, either way. */
record Freshness(Duration maxAge, Duration maxSkew) {

  void require(Instant signedAt, Instant receivedAt) {
    Duration age = Duration.between(signedAt, receivedAt);
    if (age.compareTo(maxAge) > 0) {
      throw new RefusedException(
          Refusal.TOO_OLD,
          "the Date header is "
              + shown(age)
              + " old, the limit is "
              + shown(maxAge)
              + " (copernica.signature.max-age)");
    }
    Duration ahead = age.negated();
    if (ahead.compareTo(maxSkew) > 0) {
      throw new RefusedException(
          Refusal.TOO_NEW,
          "the Date header is "
              + shown(ahead)
              + " ahead, the limit is "
              + shown(maxSkew)
              + " (copernica.signature.max-skew)");
    }
  }

  /** {@code 7m12s} */
  static String shown(Duration duration) {
    Duration whole = Duration.ofSeconds(duration.toSeconds());
    return whole.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
