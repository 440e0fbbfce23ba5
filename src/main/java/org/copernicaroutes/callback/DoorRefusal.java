package org.copernicaroutes.callback;

import java.time.Duration;
import java.util.Locale;

/**
 * Why the door itself refused a request, before or after anybody looked at its signature.
 *
 * <p>Each is counted as {@code copernica.refused} and has a log line of its own, in {@link
 * DoorLog}.
 */
enum DoorRefusal {
  /** Others could read it on its way, and copernica.callback.plain-http refuses such. */
  PLAIN_HTTP,
  TOO_LARGE,
  TOO_SLOW,
  /** The connection broke, or what came was no valid chunk. */
  BROKEN,
  /** The server could not read it as HTTP. Scanners send such things all day. */
  NO_HTTP(Duration.ofMinutes(1)),
  NO_ROOM,
  CLOSED,
  LATE,
  /** A fault of ours. */
  FAILED;

  private final Duration pause;

  DoorRefusal() {
    this(Duration.ofSeconds(1));
  }

  DoorRefusal(Duration pause) {
    this.pause = pause;
  }

  /** Between two lines of this kind, at least. */
  Duration pause() {
    return pause;
  }

  /** The name in metrics and logs: {@code too_large}. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
