package org.copernicaroutes.operator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.copernicaroutes.callback.Untrusted;
import org.copernicaroutes.words.LineLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slows down whoever guesses: an address with too many wrong logins is not listened to for a pause.
 * Bounded in memory and in the log.
 */
final class WrongLogins {

  private static final Logger log = LoggerFactory.getLogger(WrongLogins.class);

  private static final int ADDRESSES = 10_000;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final int tries;
  private final Cache<String, AtomicInteger> byAddress;
  private final LineLimit lines;

  /** The pause begins with the first wrong login of an address. */
  WrongLogins(int tries, Duration pause, Ticker nanos) {
    this.tries = tries;
    byAddress =
        Caffeine.newBuilder()
            .maximumSize(ADDRESSES)
            .expireAfterWrite(pause)
            .ticker(nanos)
            .executor(Runnable::run)
            .build();
    lines = new LineLimit(nanos::read, BETWEEN_LINES, 1);
  }

  boolean mustPause(String address) {
    AtomicInteger wrong = byAddress.getIfPresent(address);
    return wrong != null && wrong.get() >= tries;
  }

  void add(String address, String method) {
    byAddress.get(address, unknown -> new AtomicInteger()).incrementAndGet();
    long leftOut = lines.take();
    if (leftOut >= 0) {
      log.warn(
          "login.refused a {} from {} with a wrong user or password. It was answered 401. Unless it was you, somebody"
              + " guesses: look who can reach the admin port.{}",
          Untrusted.quoted(method),
          address,
          LineLimit.words(leftOut));
    }
  }
}
