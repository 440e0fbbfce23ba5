package org.copernicaroutes.signature;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.copernicaroutes.words.LineLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts every verdict, and writes down the refusals. What becomes of an undecided request is said
 * by whoever keeps it, or not.
 *
 * <p>requests checked = {@code copernica.verified} + sum of {@code copernica.refused} over the
 * reasons in {@link Refusal} + {@code copernica.undecided}. Alert when refused grows while verified
 * stands still (our clock, our hosts or a proxy), and on any undecided (our DNS).
 *
 * <p>A flood cannot fill the disk: of each reason a few lines a second are written, then how many
 * were not.
 */
final class VerdictLog {

  private static final Logger log = LoggerFactory.getLogger(VerdictLog.class);

  private final Counter verified;
  private final Counter undecided;
  private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
  private final Map<Refusal, LineLimit> refusedLines = new EnumMap<>(Refusal.class);

  VerdictLog(MeterRegistry meters, Clock clock, int linesPerSecond) {
    verified = meters.counter("copernica.verified");
    undecided = meters.counter("copernica.undecided");
    for (Refusal reason : Refusal.values()) {
      refused.put(reason, meters.counter("copernica.refused", "reason", reason.tag()));
      refusedLines.put(reason, LineLimit.perSecond(clock, linesPerSecond));
    }
  }

  Verdict noted(Verdict verdict) {
    if (verdict instanceof Verdict.Refused r) {
      refused(r);
    } else if (verdict instanceof Verdict.Undecided) {
      undecided.increment();
    } else {
      verified.increment();
    }
    return verdict;
  }

  private void refused(Verdict.Refused verdict) {
    Refusal reason = verdict.reason();
    refused.get(reason).increment();
    long unwritten = refusedLines.get(reason).take();
    if (unwritten >= 0) {
      log.warn(
          "request.refused reason={} {}. Answered {}, not stored. {}.{}",
          reason.tag(),
          verdict.detail(),
          reason.answer().status(),
          reason.hint(),
          LineLimit.words(unwritten));
    }
  }
}
