package org.copernicaroutes.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ForgeryTest {

  private static final String DOOR = "http://localhost:8080/copernica/callback";
  private static final String BODY = "type=update&profile=123&time=9";

  private final Call genuine = genuine();

  @Test
  void aChangedBodyDiffersInItsLastLetterAlone() {
    Call forged = Forgery.CHANGED_BODY.of(Copernicas.callingAt(DOOR), BODY);

    assertThat(forged.body()).isEqualTo("type=update&profile=123&time=8");
    assertThat(forged.headers()).isEqualTo(genuine.headers());
  }

  @Test
  void aStrangersKeyChangesNothingButTheSignatureValue() {
    Call forged = Forgery.STRANGERS_KEY.of(Copernicas.callingAt(DOOR), BODY);

    assertThat(differences(forged)).containsExactly("Signature");
    assertThat(beforeSignatureValue(forged)).isEqualTo(beforeSignatureValue(genuine));
  }

  @Test
  void aHeldCallIsTenMinutesOldAndOtherwiseGenuine() {
    Call forged = Forgery.STALE_DATE.of(Copernicas.callingAt(DOOR), BODY);

    assertThat(differences(forged)).containsExactly("Date", "Signature");
    assertThat(forged.headers()).containsEntry("Date", "Tue, 31 Dec 2024 23:50:00 GMT");
  }

  @Test
  void aCallForAnotherAccountIsOtherwiseGenuine() {
    Call forged = Forgery.OTHER_ACCOUNT.of(Copernicas.callingAt(DOOR), BODY);

    assertThat(differences(forged)).containsExactly("Signature", "X-Copernica-ID");
    assertThat(forged.headers()).containsEntry("X-Copernica-ID", "account_1235");
  }

  @Test
  void anUnsignedCallLacksTheSignatureAlone() {
    Call forged = Forgery.UNSIGNED.of(Copernicas.callingAt(DOOR), BODY);

    assertThat(differences(forged)).containsExactly("Signature");
    assertThat(forged.headers()).doesNotContainKey("Signature");
  }

  private static Call genuine() {
    return Copernicas.callingAt(DOOR).sign(BODY);
  }

  private Set<String> differences(Call forged) {
    Set<String> names = new TreeSet<>(genuine.headers().keySet());
    names.addAll(forged.headers().keySet());
    names.removeIf(
        n -> genuine.headers().getOrDefault(n, "").equals(forged.headers().getOrDefault(n, "")));
    return names;
  }

  private static String beforeSignatureValue(Call call) {
    return call.headers().get("Signature").split(",signature=")[0];
  }
}
