package org.copernicaroutes.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CopernicaTest {

  private static final String BODY = "type=update&profile=123";

  /** From copernica-spec.md, section 4.4: made elsewhere. */
  private static final String DIGEST_OF_BODY =
      "SHA-256=KV4Urigw4tZx11KtKARUmaaPIU5qKt96n1ijYJv9Aq8=";

  private final Call call =
      Copernicas.callingAt("http://localhost:8080/copernica/callback?database=7").sign(BODY);

  @Test
  void signsTheDocumentedLinesSoThatThePublishedKeyVerifiesThem() throws Exception {
    String signingString =
        "(request-target): post /copernica/callback?database=7\n"
            + "host: localhost:8080\n"
            + "date: Wed, 01 Jan 2025 00:00:00 GMT\n"
            + "content-length: 23\n"
            + "content-type: application/x-www-form-urlencoded\n"
            + "x-copernica-id: account_1234\n"
            + ("digest: " + DIGEST_OF_BODY + "\n")
            + ("x-nonce: " + call.headers().get("X-Nonce"));

    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(Copernicas.KEY.pair().getPublic());
    check.update(signingString.getBytes(StandardCharsets.US_ASCII));

    assertThat(check.verify(Base64.getDecoder().decode(parameter("signature")))).isTrue();
  }

  @Test
  void namesTheKeyTheAlgorithmAndTheSignedHeadersInOrder() {
    assertThat(parameter("keyId")).isEqualTo("demo._domainkey.copernica.com");
    assertThat(parameter("algorithm")).isEqualTo("rsa-sha256");
    assertThat(parameter("headers"))
        .isEqualTo(
            "(request-target) host date content-length content-type x-copernica-id digest x-nonce");
  }

  @Test
  void sendsTheDigestOfTheExactBody() {
    assertThat(call.headers()).containsEntry("Digest", DIGEST_OF_BODY);
    assertThat(call.body()).isEqualTo(BODY);
  }

  @Test
  void makesANonceOfSixCharactersThatDiffersFromCallToCall() {
    Copernica copernica = Copernicas.callingAt("http://localhost/");

    String first = copernica.sign(BODY).headers().get("X-Nonce");
    String second = copernica.sign(BODY).headers().get("X-Nonce");

    assertThat(first).matches("[0-9a-z]{6}").isNotEqualTo(second);
  }

  private String parameter(String name) {
    Matcher parameter =
        Pattern.compile(name + "=\"([^\"]*)\"").matcher(call.headers().get("Signature"));
    assertThat(parameter.find()).isTrue();
    return parameter.group(1);
  }
}
