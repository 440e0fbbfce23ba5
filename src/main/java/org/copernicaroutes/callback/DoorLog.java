package org.copernicaroutes.callback;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.copernicaroutes.words.LineLimit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * Counts what the door itself refuses, and tells whoever is called at night: one line per kind and
 * second at most, a minute for what scanners do too, with the number of lines left out. The kinds
 * are fixed, and nothing is remembered of a caller. Of what a caller wrote only the method and path
 * of a stray are shown, {@link Untrusted quoted}.
 */
final class DoorLog {

  private static final Logger LOG = LoggerFactory.getLogger("org.copernicaroutes.callback");
  private static final Duration STRAY_PAUSE = Duration.ofMinutes(1);

  /** This goes on by itself, as long as nobody changes a setting. */
  private static final Duration EXPOSED_PAUSE = Duration.ofMinutes(1);

  private final CallbackSettings settings;
  private final Map<DoorRefusal, Counter> refused = new EnumMap<>(DoorRefusal.class);
  private final Map<DoorRefusal, LineLimit> refusedLines = new EnumMap<>(DoorRefusal.class);
  private final LineLimit otherPaths;
  private final LineLimit otherMethods;
  private final LineLimit exposed;

  DoorLog(CallbackSettings settings, MeterRegistry meters, LongSupplier nanos) {
    this.settings = settings;
    this.otherPaths = new LineLimit(nanos, STRAY_PAUSE, 1);
    this.otherMethods = new LineLimit(nanos, STRAY_PAUSE, 1);
    this.exposed = new LineLimit(nanos, EXPOSED_PAUSE, 1);
    for (DoorRefusal reason : DoorRefusal.values()) {
      refused.put(reason, meters.counter("copernica.refused", "reason", reason.tag()));
      refusedLines.put(reason, new LineLimit(nanos, reason.pause(), 1));
    }
  }

  void tooLarge() {
    refused(
        DoorRefusal.TOO_LARGE,
        "the body is larger than %s (copernica.callback.max-body-size). Answered 413, not stored."
            + " If it was Copernica's, its event is lost: raise the limit.",
        shown(settings.maxBodySize()));
  }

  /**
   * @param exposure where it was exposed
   */
  void plainRefused(String exposure) {
    refused(
        DoorRefusal.PLAIN_HTTP,
        "it came over plain HTTP %s (copernica.callback.plain-http). Answered 401, not stored. Let Copernica call https; if a proxy has the"
            + " certificate, add its address to copernica.callback.trusted-proxies.",
        exposure);
  }

  void plainTaken(String exposure) {
    long leftOut = exposed.take();
    if (leftOut >= 0) {
      LOG.warn(
          "request.exposed it came over plain HTTP {}, so that others may have read it on its way. It"
              + " is taken (copernica.callback.plain-http is warn). Let Copernica call https; if a"
              + " proxy has the certificate, add its address to copernica.callback.trusted-proxies.{}",
          exposure,
          LineLimit.words(leftOut));
    }
  }

  void tooSlow() {
    refused(
        DoorRefusal.TOO_SLOW,
        "the body was not complete within %d ms (copernica.callback.deadline), or within a second"
            + " while a third of the connections were taken. Answered 400, not stored. If it was"
            + " Copernica's, its event is lost: look for a slow proxy or network, or a flood of"
            + " slow senders.",
        settings.deadline().toMillis());
  }

  void broken() {
    refused(
        DoorRefusal.BROKEN,
        "the connection broke, or was no valid HTTP, before the body was complete. Answered 400,"
            + " not stored. If it was Copernica's, its event is lost: look at the proxy and"
            + " network.");
  }

  void noHttp(int status) {
    refused(
        DoorRefusal.NO_HTTP,
        "it was no HTTP that the server reads, or its headers were larger than"
            + " server.max-http-request-header-size. Answered %d, not stored. If it was"
            + " Copernica's, its event is lost: look at what the proxy sends. HTTPS sent to this"
            + " port looks like this too.",
        status);
  }

  void noRoom() {
    refused(
        DoorRefusal.NO_ROOM,
        "the bodies in flight fill %s (copernica.callback.max-bytes-in-flight). Answered 503, not"
            + " stored. Look for a standing broker or a flood of slow senders; else raise the"
            + " limit.",
        shown(settings.maxBytesInFlight()));
  }

  void closed() {
    refused(
        DoorRefusal.CLOSED,
        "the route `door` is not running. Answered 503, not stored. It starts and stops with the"
            + " process; if this goes on, look for its error above, or restart.");
  }

  void late() {
    refused(
        DoorRefusal.LATE,
        "no commit within %d ms (copernica.callback.deadline). Answered 503; it may still be"
            + " stored and is then not lost. Look at the broker and its disk.",
        settings.deadline().toMillis());
  }

  /** A fault of ours: the one line with a stack trace. */
  void failed(String what, @Nullable Throwable cause) {
    long leftOut = counted(DoorRefusal.FAILED);
    if (leftOut >= 0) {
      LOG.error(
          "request.failed 503: {}; the caller was told to try again, nothing was promised.{}",
          what,
          LineLimit.words(leftOut),
          cause);
    }
  }

  /**
   * A POST to another path, or another method: what Copernica, or a proxy in between, does with a
   * wrong URL.
   */
  void strayed(String method, String path, Answer answer) {
    long leftOut = (answer == Answer.NOT_FOUND ? otherPaths : otherMethods).take();
    if (leftOut >= 0) {
      LOG.warn(
          "request.strayed {} came, and the door serves `POST {}` alone (copernica.callback.path)."
              + " Answered {}, not stored. If Copernica or your proxy sent it, correct the URL"
              + " there.{}",
          Untrusted.quoted(method + " " + path),
          settings.path(),
          answer.status(),
          LineLimit.words(leftOut));
    }
  }

  private void refused(DoorRefusal reason, String line, Object... values) {
    long leftOut = counted(reason);
    if (leftOut >= 0) {
      LOG.warn(
          "request.refused reason={} {}{}",
          reason.tag(),
          line.formatted(values),
          LineLimit.words(leftOut));
    }
  }

  /** As {@link LineLimit#take()}. */
  private long counted(DoorRefusal reason) {
    refused.get(reason).increment();
    return refusedLines.get(reason).take();
  }

  /** {@code 8MB}, as one would set it. */
  private static String shown(DataSize size) {
    if (size.equals(DataSize.ofMegabytes(size.toMegabytes()))) {
      return size.toMegabytes() + "MB";
    }
    return size.equals(DataSize.ofKilobytes(size.toKilobytes()))
        ? size.toKilobytes() + "KB"
        : size.toString();
  }
}
