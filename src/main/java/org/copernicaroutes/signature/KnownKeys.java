package org.copernicaroutes.signature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What DNS last said about a name that has keys.
 *
 * @param freshUntil until then DNS is not asked again
 * @param answer ready made: it is given out once per request
 */
record KnownKeys(List<Known> keys, Instant freshUntil, CompletableFuture<KeyAnswer> answer) {

  static final int MOST_KEYS = 3;

  /**
   * @param usableUntil the last moment at which the key counts without having been seen in DNS
   *     again
   */
  record Known(DkimKey key, Instant usableUntil) {}

  /**
   * @param doubt see {@link KeyAnswer.Keys}
   */
  static KnownKeys of(List<Known> keys, Instant freshUntil, @Nullable String doubt) {
    KeyAnswer answer = new KeyAnswer.Keys(keys.stream().map(Known::key).toList(), doubt);
    return new KnownKeys(
        keys, earliest(keys, freshUntil), CompletableFuture.completedFuture(answer));
  }

  /** None of the keys is given out past its last moment. */
  private static Instant earliest(List<Known> keys, Instant freshUntil) {
    return keys.stream()
        .map(Known::usableUntil)
        .filter(freshUntil::isAfter)
        .min(Comparator.naturalOrder())
        .orElse(freshUntil);
  }

  KnownKeys doubted(String why) {
    return of(keys, freshUntil, why);
  }

  boolean isFresh(Instant now) {
    return now.isBefore(freshUntil);
  }

  boolean has(DkimKey key) {
    return keys.stream().anyMatch(known -> known.key().equals(key));
  }

  /** Those that DNS said before and says no longer, as long as they are usable. */
  List<Known> followedBy(List<Known> published, Instant now) {
    List<Known> all = new ArrayList<>(published);
    for (Known old : keys) {
      boolean gone = published.stream().noneMatch(known -> known.key().equals(old.key()));
      if (gone && old.usableUntil().isAfter(now) && all.size() < MOST_KEYS) {
        all.add(old);
      }
    }
    return all;
  }
}
