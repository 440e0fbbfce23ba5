package org.copernicaroutes.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.copernicaroutes.support.SignedRequest.KEY_ID;
import static org.copernicaroutes.support.SignedRequest.valid;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.copernicaroutes.support.SettableClock;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SeenNamesTest {

  private static final KeyName GOOD = new KeyName("good.copernica.com");
  private static final Duration AGE = Duration.ofDays(90);

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(SignedRequest.SIGNED_AT);
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("data").resolve("names");
  }

  private SeenNames names() {
    return new SeenNames(file, new SeenNames.Limits(3, AGE), clock);
  }

  @Test
  void outlivesARestart() {
    names().verified(GOOD);
    assertThat(names().contains(GOOD)).isTrue();
    assertThat(names().contains(new KeyName("other.copernica.com"))).isFalse();
  }

  @Test
  void onlyAVerifiedSignatureMakesANameSeen() throws Exception {
    Rules rules = CheckedSignature.rules("1234", SignedRequest.HOST);
    try (CheckedSignature checked = new CheckedSignature(rules, Duration.ofSeconds(8), file)) {
      assertThat(checked.of(valid().key(TestKey.TWO))).isInstanceOf(Verdict.Refused.class);
      assertThat(file).doesNotExist();
      checked.of(valid());
      assertThat(file).content().isEqualTo("2025-01-01 " + KEY_ID + "\n");
    }
  }

  @Test
  void anUndecidedRequestTellsWhetherItsNameWasGoodBefore() throws Exception {
    names().verified(KeyName.of(KEY_ID, "copernica.com"));
    Rules rules = CheckedSignature.rules("1234", SignedRequest.HOST);
    try (CheckedSignature checked = new CheckedSignature(rules, Duration.ofSeconds(8), file)) {
      checked.dns.fails();
      assertThat(undecided(checked, valid()).familiar()).isTrue();
      assertThat(undecided(checked, valid().keyId("new.copernica.com")).familiar()).isFalse();
    }
  }

  @Test
  void aSignatureThatAKnownKeyDidNotMakeIsNotFamiliar() throws Exception {
    try (CheckedSignature checked = new CheckedSignature()) {
      checked.of(valid());
      checked.dns.fails();
      assertThat(undecided(checked, valid().key(TestKey.TWO)).familiar()).isFalse();
    }
  }

  @Test
  void aForgeryOfTheSameSigningStringIsNoRepetition() throws Exception {
    try (CheckedSignature checked = new CheckedSignature()) {
      checked.dns.fails();
      SignedRequest request = valid();
      UnverifiedRequest genuine = undecided(checked, request);
      assertThat(undecided(checked, request)).usingRecursiveComparison().isEqualTo(genuine);
      UnverifiedRequest forged = undecided(checked, request.key(TestKey.TWO));
      assertThat(forged.id()).isEqualTo(genuine.id());
      assertThat(forged.repetitionId()).isNotEqualTo(genuine.repetitionId());
    }
  }

  private static UnverifiedRequest undecided(CheckedSignature checked, SignedRequest request)
      throws Exception {
    return ((Verdict.Undecided) checked.of(request)).request();
  }

  @Test
  void aNameThatWasNotGoodForLongIsAStrangerAgain() {
    names().verified(GOOD);
    clock.advance(AGE);
    assertThat(names().contains(GOOD)).isTrue();
    clock.advance(Duration.ofDays(1));
    assertThat(names().contains(GOOD)).isFalse();
  }

  @Test
  void keepsTheNewestWhereThereAreTooMany() {
    SeenNames names = names();
    for (int i = 0; i < 5; i++) {
      names.verified(new KeyName("n" + i + ".copernica.com"));
      clock.advance(Duration.ofDays(1));
    }
    assertThat(file).content().contains("n2.", "n3.", "n4.").doesNotContain("n0.", "n1.");
    assertThat(names.contains(new KeyName("n0.copernica.com"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday a.copernica.com", "2025-01-01", "2025-01-01 a b", "\u00e9"})
  void whatCannotBeReadIsSaidAndWrittenAnew(String text, CapturedOutput output) throws Exception {
    names().verified(GOOD);
    Files.writeString(file, "2025-01-01 kept.copernica.com\n" + text);
    SeenNames names = names();
    assertThat(names.contains(new KeyName("kept.copernica.com"))).isFalse();
    assertThat(output).contains("names.forgotten").contains("copernica.signature.seen-names");
    names.verified(GOOD);
    assertThat(file).content().isEqualTo("2025-01-01 good.copernica.com\n");
  }

  @Test
  void whatCannotBeWrittenIsSaidAndTriedAgain(CapturedOutput output) throws Exception {
    Files.writeString(folder.resolve("data"), "not a folder");
    SeenNames names = names();
    names.verified(GOOD);
    names.verified(GOOD);
    assertThat(output.getOut().split("names.unsaved", -1)).hasSize(2);
    assertThat(names.contains(GOOD)).isTrue();
    Files.delete(folder.resolve("data"));
    clock.advance(Duration.ofMinutes(1));
    names.verified(GOOD);
    assertThat(file).content().contains("good.copernica.com");
  }
}
