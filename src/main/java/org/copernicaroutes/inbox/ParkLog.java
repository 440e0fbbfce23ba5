package org.copernicaroutes.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.copernicaroutes.signature.UnverifiedRequest;
import org.copernicaroutes.words.LineLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what became of requests that could not be decided when they came: in the log, a few lines a
 * second of each kind, and in the counters.
 *
 * <p>Whenever nothing is under way: {@code copernica.deferred} = sum of {@code copernica.settled}
 * over its outcomes + what waits in the park. A repetition that only the broker recognises, as
 * after a restart, adds to the left-hand side alone.
 */
final class ParkLog {

  private static final Logger log = LoggerFactory.getLogger(ParkLog.class);

  private final MeterRegistry meters;
  private final Clock clock;
  private final Counter deferred;
  private final Counter stored;
  private final LineLimit parkedLines;
  private final LineLimit turnedAwayLines;

  /** Apart from the others, so that a flood of strangers hides nothing. */
  private final LineLimit strangerLines;

  private final Map<Settled.Outcome, LineLimit> settledLines = new EnumMap<>(Settled.Outcome.class);

  ParkLog(MeterRegistry meters, Clock clock, int linesPerSecond) {
    this.meters = meters;
    this.clock = clock;
    this.deferred = meters.counter("copernica.deferred");
    this.stored = meters.counter("copernica.stored");
    this.parkedLines = LineLimit.perSecond(clock, linesPerSecond);
    this.turnedAwayLines = LineLimit.perSecond(clock, linesPerSecond);
    this.strangerLines = LineLimit.perSecond(clock, linesPerSecond);
    for (Settled.Outcome outcome : Settled.Outcome.values()) {
      settledLines.put(outcome, LineLimit.perSecond(clock, linesPerSecond));
    }
  }

  void parked(UnverifiedRequest request) {
    deferred.increment();
    long unwritten = parkedLines.take();
    if (unwritten >= 0) {
      log.warn(
          "request.parked event={} {}. Answered 200, kept in {} and not applied before it is"
              + " verified. Nothing is lost.{}",
          request.id(),
          request.why(),
          Queues.PARK,
          LineLimit.words(unwritten));
    }
  }

  /** Out of the dead letters, once more. */
  void retried() {
    deferred.increment();
  }

  void turnedAway(UnverifiedRequest request, String why) {
    long unwritten = (request.familiar() ? turnedAwayLines : strangerLines).take();
    if (unwritten >= 0) {
      log.warn(
          "request.undecided {}. Answered 503, not stored: {}.{}",
          request.why(),
          why,
          LineLimit.words(unwritten));
    }
  }

  /** To be called after the commit. */
  void settled(Settled settled) {
    String outcome = settled.outcome().name().toLowerCase(Locale.ROOT);
    meters.counter("copernica.settled", "outcome", outcome).increment();
    if (settled.outcome() == Settled.Outcome.VERIFIED) {
      stored.increment();
    }
    long unwritten = settledLines.get(settled.outcome()).take();
    if (unwritten >= 0) {
      write(settled, LineLimit.words(unwritten));
    }
  }

  private void write(Settled settled, String unwritten) {
    String line = "{} {} {} after its receipt: {}.{}";
    Object[] values = {
      settled.outcome().word(), settled.event(), late(settled.event()), settled.why(), unwritten
    };
    if (settled.outcome().isGood()) {
      log.info(line, values);
    } else {
      log.warn(line, values);
    }
  }

  /** When a message is made, its time of receipt is as good as now. */
  private String late(Taken event) {
    Instant parked = event.queuedAt();
    return Duration.between(parked, clock.instant()).toSeconds() + " s";
  }
}
