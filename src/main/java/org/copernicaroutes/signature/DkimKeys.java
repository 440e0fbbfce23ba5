package org.copernicaroutes.signature;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys that DNS publishes, remembered by their TTL.
 *
 * <p>A stranger chooses the names, below our zone. So names without a key are remembered apart and
 * cannot push out one that has; the questions about names that were never good are bounded; one
 * name is asked for once, however many wait for it. When DNS cannot answer, the last known keys
 * serve (design.md, promise 3). An answer that is known completes at once, on the caller's thread.
 */
final class DkimKeys {

  private static final Logger log = LoggerFactory.getLogger(DkimKeys.class);
  private static final int GOOD_BITS = 2048;

  private final DnsTxt dns;
  private final KeyCaching caching;
  private final SeenNames seen;
  private final Clock clock;
  private final Semaphore lookups;
  private final Cache<KeyName, KnownKeys> known;
  private final Cache<KeyName, KeyAnswer.Absent> absent;
  private final Cache<KeyName, CompletableFuture<KeyAnswer>> refetched;
  private final ConcurrentMap<KeyName, CompletableFuture<KeyAnswer>> asked =
      new ConcurrentHashMap<>();

  DkimKeys(DnsTxt dns, KeyCaching caching, SeenNames seen, Clock clock) {
    this.dns = dns;
    this.caching = caching;
    this.seen = seen;
    this.clock = clock;
    this.lookups = new Semaphore(caching.lookups());
    this.known = cache(caching.count(), KeyCaching.LONGEST_TTL.plus(caching.maxStale()));
    this.absent = cache(10L * caching.count(), KeyCaching.ABSENT_TTL);
    this.refetched = cache(caching.count(), caching.refetchInterval());
  }

  private <V> Cache<KeyName, V> cache(long count, Duration age) {
    return Caffeine.newBuilder()
        .maximumSize(count)
        .expireAfterWrite(age)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
        .executor(Runnable::run)
        .build();
  }

  CompletableFuture<KeyAnswer> of(KeyName name) {
    CompletableFuture<KeyAnswer> remembered = remembered(name);
    return remembered == null ? ask(name, false) : remembered;
  }

  /**
   * The keys as DNS has them now, for a signature that none of the remembered ones made; where that
   * was asked a short while ago, as it said then.
   */
  CompletableFuture<KeyAnswer> newer(KeyName name) {
    CompletableFuture<KeyAnswer> running = asked.get(name);
    return running == null ? refetched.get(name, n -> ask(n, true)) : running;
  }

  private @Nullable CompletableFuture<KeyAnswer> remembered(KeyName name) {
    KnownKeys keys = known.getIfPresent(name);
    if (keys != null && keys.isFresh(clock.instant())) {
      return keys.answer();
    }
    KeyAnswer.Absent none = absent.getIfPresent(name);
    return none == null ? null : CompletableFuture.completedFuture(none);
  }

  private CompletableFuture<KeyAnswer> ask(KeyName name, boolean again) {
    CompletableFuture<KeyAnswer> mine = new CompletableFuture<>();
    CompletableFuture<KeyAnswer> running = asked.putIfAbsent(name, mine);
    if (running != null) {
      return running;
    }
    // somebody's answer may have come since we looked
    CompletableFuture<KeyAnswer> remembered = again ? null : remembered(name);
    if (remembered != null) {
      finish(name, mine, remembered.join(), null);
    } else {
      lookUp(name, mine);
    }
    return mine;
  }

  private void lookUp(KeyName name, CompletableFuture<KeyAnswer> mine) {
    boolean stranger = known.getIfPresent(name) == null && !seen.contains(name);
    if (stranger && !lookups.tryAcquire()) {
      finish(
          name,
          mine,
          new KeyAnswer.Unavailable(
              caching.lookups()
                  + " other names are being asked for (copernica.signature.dns-lookups)"),
          null);
      return;
    }
    // composed, so that whatever is thrown on the way ends the question too
    CompletableFuture.completedFuture(name)
        .thenCompose(dns::of)
        .thenApply(records -> remember(name, records))
        .whenComplete(
            (answer, bug) -> {
              if (stranger) {
                lookups.release();
              }
              finish(name, mine, answer, bug);
            });
  }

  private void finish(
      KeyName name,
      CompletableFuture<KeyAnswer> mine,
      @Nullable KeyAnswer answer,
      @Nullable Throwable bug) {
    asked.remove(name, mine);
    if (bug == null) {
      mine.complete(answer);
    } else {
      mine.completeExceptionally(bug);
    }
  }

  private KeyAnswer remember(KeyName name, TxtRecords records) {
    if (records instanceof TxtRecords.Found found) {
      return found(name, found);
    }
    if (records instanceof TxtRecords.None none) {
      return none(name, none.why());
    }
    return lastKnown(name, ((TxtRecords.Unknown) records).why());
  }

  private KeyAnswer found(KeyName name, TxtRecords.Found found) {
    PublishedKeys published = PublishedKeys.in(found.texts());
    if (published.keys().isEmpty()) {
      return none(name, published.whyNone());
    }
    Instant now = clock.instant();
    Instant freshUntil = now.plus(KeyCaching.clamped(found.ttl()));
    KnownKeys before = known.getIfPresent(name);
    List<KnownKeys.Known> keys = new ArrayList<>();
    for (DkimKey key : published.keys()) {
      warnOnceIfWeak(name, key, before);
      keys.add(new KnownKeys.Known(key, freshUntil.plus(caching.maxStale())));
    }
    boolean keepOld = before != null && !published.revoked();
    return store(
        name, KnownKeys.of(keepOld ? before.followedBy(keys, now) : keys, freshUntil, null));
  }

  private KeyAnswer none(KeyName name, String why) {
    KeyAnswer.Absent none = new KeyAnswer.Absent(why);
    known.invalidate(name);
    absent.put(name, none);
    return none;
  }

  private KeyAnswer lastKnown(KeyName name, String why) {
    KnownKeys last = known.getIfPresent(name);
    Instant now = clock.instant();
    if (last != null && last.isFresh(now)) {
      return last.doubted(why).answer().join();
    }
    List<KnownKeys.Known> usable = last == null ? List.of() : last.followedBy(List.of(), now);
    if (usable.isEmpty()) {
      return new KeyAnswer.Unavailable(why);
    }
    log.warn(
        "key.outlived DNS cannot say which keys {} has: {}. The last known one serves for {} after"
            + " its TTL at most. Check copernica.signature.dns-servers.",
        name.text(),
        why,
        Freshness.shown(caching.maxStale()));
    return store(name, KnownKeys.of(usable, now.plus(KeyCaching.FAILED_TTL), why));
  }

  private KeyAnswer store(KeyName name, KnownKeys keys) {
    absent.invalidate(name);
    known.put(name, keys);
    return keys.answer().join();
  }

  private static void warnOnceIfWeak(KeyName name, DkimKey key, @Nullable KnownKeys before) {
    if (key.bits() < GOOD_BITS && (before == null || !before.has(key))) {
      log.warn(
          "key.found {} is an RSA key of {} bits. It is accepted, but should have {}: ask Copernica"
              + " for a longer one.",
          name.text(),
          key.bits(),
          GOOD_BITS);
    }
  }
}
