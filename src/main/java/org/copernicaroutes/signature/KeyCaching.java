package org.copernicaroutes.signature;

import java.time.Duration;

/**
 * How long and how much is remembered of what DNS said.
 *
 * @param count names with keys that are remembered; of names without, ten times as many
 * @param maxStale how long a key serves after DNS last confirmed it and its TTL ran out, unless it
 *     was revoked
 * @param refetchInterval how often, per name, a signature that fails may ask DNS for newer keys
 * @param lookups questions in flight about names that never had a key; names that have one, or
 *     under which a signature was verified before, are always asked for
 */
record KeyCaching(int count, Duration maxStale, Duration refetchInterval, int lookups) {

  static final Duration SHORTEST_TTL = Duration.ofSeconds(60);
  static final Duration LONGEST_TTL = Duration.ofHours(1);

  /** How long "there is no such key" is remembered. */
  static final Duration ABSENT_TTL = Duration.ofSeconds(30);

  /** After DNS failed, how long the last known keys serve before it is asked again. */
  static final Duration FAILED_TTL = Duration.ofSeconds(10);

  static Duration clamped(Duration ttl) {
    Duration least = ttl.compareTo(SHORTEST_TTL) < 0 ? SHORTEST_TTL : ttl;
    return least.compareTo(LONGEST_TTL) > 0 ? LONGEST_TTL : least;
  }
}
