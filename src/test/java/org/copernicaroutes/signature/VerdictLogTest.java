package org.copernicaroutes.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.copernicaroutes.support.LogLines;
import org.copernicaroutes.support.SettableClock;
import org.copernicaroutes.support.SignedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VerdictLogTest {

  private static final Verdict REFUSED = new Verdict.Refused(Refusal.TOO_OLD, "the Date is old");
  private static final Verdict UNDECIDED =
      new Verdict.Undecided(
          new UnverifiedRequest(
              "00", "01", "k.copernica.com", true, "why", SignedRequest.valid().captured()));

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SettableClock clock = new SettableClock(SignedRequest.SIGNED_AT);
  private final VerdictLog verdicts = new VerdictLog(meters, clock, 5);
  @RegisterExtension private final LogLines lines = new LogLines(VerdictLog.class);

  @Test
  void writesOneLineWithReasonAnswerAndWhatBecomesOfTheRequest() {
    verdicts.noted(REFUSED);
    assertThat(written())
        .containsExactly(
            "request.refused reason=too_old the Date is old. Answered 401, not stored. "
                + Refusal.TOO_OLD.hint()
                + ".");
  }

  @Test
  void aFloodFillsNoDisk() {
    for (int i = 0; i < 1000; i++) {
      verdicts.noted(REFUSED);
    }
    assertThat(written()).hasSize(5);
    clock.advance(Duration.ofSeconds(1));
    verdicts.noted(REFUSED);
    verdicts.noted(REFUSED);
    assertThat(written()).hasSize(7);
    assertThat(written().get(5))
        .endsWith("proxy that holds requests back. 995 more of this kind since the line before.");
    assertThat(written().get(6)).endsWith("proxy that holds requests back.");
  }

  @Test
  void aFloodOfOneReasonDoesNotHideAnother() {
    for (int i = 0; i < 1000; i++) {
      verdicts.noted(REFUSED);
    }
    verdicts.noted(new Verdict.Refused(Refusal.HOST, "Host is wrong"));
    assertThat(written()).hasSize(6);
  }

  /** docs/operating.md states how many lines a second there are at most. */
  @Test
  void aFloodOfEveryReasonAtOnceWritesFiveLinesASecondOfEach() {
    for (int second = 0; second < 3; second++) {
      for (int i = 0; i < 200; i++) {
        for (Refusal reason : Refusal.values()) {
          verdicts.noted(new Verdict.Refused(reason, "x"));
        }
        verdicts.noted(UNDECIDED);
      }
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(written()).hasSize(3 * 5 * Refusal.values().length);
  }

  @Test
  void everyVerdictIsCountedOnce() {
    verdicts.noted(verified());
    verdicts.noted(UNDECIDED);
    for (int i = 0; i < 100; i++) {
      verdicts.noted(REFUSED);
    }
    assertThat(meters.counter("copernica.verified").count()).isEqualTo(1);
    assertThat(meters.counter("copernica.undecided").count()).isEqualTo(1);
    assertThat(meters.counter("copernica.refused", "reason", "too_old").count()).isEqualTo(100);
  }

  private static Verdict verified() {
    return new Verdict.Verified(
        new VerifiedRequest(
            "00", 1234, SignedRequest.SIGNED_AT, true, SignedRequest.valid().captured()));
  }

  private List<String> written() {
    return lines.written();
  }
}
