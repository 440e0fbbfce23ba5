package org.copernicaroutes.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what somebody did with dead letters: a line for each, and in the counters. */
record LetterLog(MeterRegistry meters) {

  private static final Logger log = LoggerFactory.getLogger(LetterLog.class);

  void retried(String name, DeadLetter letter, String queue) {
    meters.counter("copernica.retried", "destination", name).increment();
    log.info(
        "letter.retried {} {} cause={} parkedAt={} tries={} retried={}: it goes on in {}, as if it"
            + " came for the first time.",
        name,
        letter,
        cause(letter),
        letter.parkedAt(),
        letter.tries(),
        letter.retried() + 1,
        queue);
  }

  void discarded(String name, DeadLetter letter, String note) {
    meters.counter("copernica.discarded", "destination", name).increment();
    log.warn(
        "letter.discarded {} {} queue={} cause={} parkedAt={} tries={} retried={} note=\"{}\". It is"
            + " gone for good.",
        name,
        letter,
        Queues.dead(name),
        cause(letter),
        letter.parkedAt(),
        letter.tries(),
        letter.retried(),
        note);
  }

  /** The kind of refusal, or of failure. */
  private static String cause(DeadLetter letter) {
    return letter.refusal() == null
        ? String.valueOf(letter.exceptionClass())
        : "refused:" + letter.refusal();
  }
}
