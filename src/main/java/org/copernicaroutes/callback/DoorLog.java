package org.copernicaroutes.callback;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the door tells whoever is called at night: one line per kind and second at most, with the
 * number of lines left out, and never anything that a caller wrote.
 */
final class DoorLog {

  private static final Logger LOG = LoggerFactory.getLogger("org.copernicaroutes.callback");
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final CallbackSettings settings;
  private final LongSupplier nanos;
  private final Map<String, Throttle> throttles = new ConcurrentHashMap<>();

  DoorLog(CallbackSettings settings, LongSupplier nanos) {
    this.settings = settings;
    this.nanos = nanos;
  }

  void tooLarge() {
    warn(
        "request.refused 413: the body is larger than %s (copernica.callback.max-body-size). If it"
            + " was Copernica's, its event is lost: raise the limit.",
        settings.maxBodySize());
  }

  void tooSlow() {
    warn(
        "request.refused 400: the body was not complete within %d ms (copernica.callback.deadline), or"
            + " within a second while a third of the connections were taken. If it was Copernica's,"
            + " its event is lost: look for a slow proxy or network, or a flood of slow senders.",
        settings.deadline().toMillis());
  }

  void unreadable() {
    warn(
        "request.refused 400: the connection broke, or was no valid HTTP, before the body was"
            + " complete. If it was Copernica's, its event is lost: look at the proxy and network.");
  }

  void tooMuch() {
    warn(
        "request.refused 503: the bodies in flight fill %s (copernica.callback.max-bytes-in-flight)."
            + " Look for a standing broker or a flood of slow senders; else raise the limit.",
        settings.maxBytesInFlight());
  }

  void closed() {
    warn(
        "request.refused 503: the route `door` is not running. It starts and stops with the"
            + " process; if this goes on, look for its error above, or restart.");
  }

  void late() {
    warn(
        "request.refused 503: no commit within %d ms (copernica.callback.deadline). The request may"
            + " still be stored and is then not lost. Look at the broker and its disk.",
        settings.deadline().toMillis());
  }

  /** A fault of ours: the one line with a stack trace. */
  void failed(String what, @Nullable Throwable cause) {
    long leftOut = pass(what);
    if (leftOut >= 0) {
      LOG.error(
          "request.failed 503: {}; the caller was told to try again, nothing was promised.{}",
          what,
          more(leftOut),
          cause);
    }
  }

  private void warn(String line, Object... values) {
    long leftOut = pass(line);
    if (leftOut >= 0) {
      LOG.warn("{}{}", line.formatted(values), more(leftOut));
    }
  }

  /** Lines of one kind are those with the same words before the values are filled in. */
  private long pass(String kind) {
    return throttles.computeIfAbsent(kind, k -> new Throttle(PERIOD, nanos)).pass();
  }

  private static String more(long leftOut) {
    return leftOut == 0 ? "" : " And " + leftOut + " more like this.";
  }
}
