package org.copernicaroutes.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {

  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  /** The vector that the libraries of Standard Webhooks are all tested with. */
  @Test
  void givesThePublishedSignature() {
    assertThat(sign(SECRET)).isEqualTo(SIGNATURE);
  }

  @Test
  void severalSecretsGiveOneSignatureEach() {
    String other = "whsec_" + "A".repeat(32);
    assertThat(sign(SECRET + " " + other).split(" "))
        .hasSize(2)
        .containsExactly(SIGNATURE, sign(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_",
        "whsec_c2hvcnQ=",
        "whsec_not/base64!",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw plain"
      })
  void refusesASecretOfAnotherForm(String secret) {
    assertThatThrownBy(() -> WebhookSignature.of(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("secret: must be whsec_")
        .hasMessageNotContaining("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  }

  private static String sign(String secrets) {
    return WebhookSignature.of(secrets).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY);
  }
}
