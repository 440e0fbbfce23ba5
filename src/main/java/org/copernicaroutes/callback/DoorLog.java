package org.copernicaroutes.callback;

import java.time.Duration;
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
  private final Throttle tooLarge;
  private final Throttle tooSlow;
  private final Throttle unreadable;
  private final Throttle tooMuch;
  private final Throttle closed;
  private final Throttle late;
  private final Throttle failed;

  DoorLog(CallbackSettings settings, LongSupplier nanos) {
    this.settings = settings;
    this.tooLarge = new Throttle(PERIOD, nanos);
    this.tooSlow = new Throttle(PERIOD, nanos);
    this.unreadable = new Throttle(PERIOD, nanos);
    this.tooMuch = new Throttle(PERIOD, nanos);
    this.closed = new Throttle(PERIOD, nanos);
    this.late = new Throttle(PERIOD, nanos);
    this.failed = new Throttle(PERIOD, nanos);
  }

  void tooLarge() {
    warn(
        tooLarge,
        "request.refused 413: the body is larger than %s (copernica.callback.max-body-size). If it"
            + " was Copernica's, its event is lost: raise the limit.",
        settings.maxBodySize());
  }

  void tooSlow() {
    warn(
        tooSlow,
        "request.refused 400: the body was not complete within %s (copernica.callback.deadline). If"
            + " it was Copernica's, its event is lost: look for a slow proxy or network.",
        settings.deadline());
  }

  void unreadable() {
    warn(
        unreadable,
        "request.refused 400: the connection broke, or was no valid HTTP, before the body was"
            + " complete. If it was Copernica's, its event is lost: look at the proxy and network.");
  }

  void tooMuch() {
    warn(
        tooMuch,
        "request.refused 503: the bodies in flight fill %s (copernica.callback.max-bytes-in-flight)."
            + " Look for a standing broker or a flood of slow senders; else raise the limit.",
        settings.maxBytesInFlight());
  }

  void closed() {
    warn(
        closed,
        "request.refused 503: the route `door` is not running. It starts and stops with the"
            + " process; if this goes on, look for its error above, or restart.");
  }

  void late() {
    warn(
        late,
        "request.refused 503: no commit within %s (copernica.callback.deadline). The request may"
            + " still be stored and is then not lost. Look at the broker and its disk.",
        settings.deadline());
  }

  /** A fault of ours: the one line with a stack trace. */
  void failed(String what, @Nullable Throwable cause) {
    long leftOut = failed.pass();
    if (leftOut >= 0) {
      LOG.error(
          "request.failed 503: {}; the caller was told to try again, nothing was promised.{}",
          what,
          more(leftOut),
          cause);
    }
  }

  private static void warn(Throttle throttle, String line, Object... values) {
    long leftOut = throttle.pass();
    if (leftOut >= 0) {
      LOG.warn("{}{}", line.formatted(values), more(leftOut));
    }
  }

  private static String more(long leftOut) {
    return leftOut == 0 ? "" : " And " + leftOut + " more like this.";
  }
}
