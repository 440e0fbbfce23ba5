package org.copernicaroutes.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.SignedRequest;

/** Of a signed request no bit of what is signed can be another one, whichever it is. */
class SingleBitTest {

  private static final List<String> COVERED =
      List.of(
          "Host",
          "Date",
          "Content-Length",
          "Content-Type",
          "X-Copernica-ID",
          "Digest",
          "X-Nonce",
          "X-Other");

  static CheckedSignature checked;

  @BeforeContainer
  static void start() {
    checked = new CheckedSignature();
  }

  @AfterContainer
  static void stop() {
    checked.close();
  }

  @Provide
  Arbitrary<String> visible() {
    return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(12);
  }

  @Property(tries = 12, seed = "1")
  void everySingleBitIsRefused(
      @ForAll @Size(max = 40) byte[] body,
      @ForAll("visible") String query,
      @ForAll("visible") String other)
      throws Exception {
    SentRequest signed = signed(body, query, other);
    assertThat(verdict(signed)).isInstanceOf(Verdict.Verified.class);
    for (SentRequest changed : allChanges(signed)) {
      assertThat(verdict(changed)).as("%s", changed).isInstanceOf(Verdict.Refused.class);
    }
  }

  private static SentRequest signed(byte[] body, String query, String other) {
    return SignedRequest.valid()
        .body(body)
        .target(SignedRequest.PATH + "?" + query)
        .header("X-Other", other)
        .covering("(request-target) " + String.join(" ", COVERED).toLowerCase(Locale.ROOT))
        .sent();
  }

  private static Verdict verdict(SentRequest request) throws Exception {
    return checked.of(request.captured(SignedRequest.SIGNED_AT));
  }

  private static List<SentRequest> allChanges(SentRequest signed) {
    List<SentRequest> all = new ArrayList<>();
    changes(signed.body())
        .forEach(
            body ->
                all.add(new SentRequest(signed.method(), signed.target(), signed.headers(), body)));
    changes(signed.target()).forEach(target -> all.add(signed.withTarget(target)));
    for (String name : COVERED) {
      changes(signed.header(name)).forEach(value -> all.add(signed.withHeader(name, value)));
    }
    return all;
  }

  private static List<String> changes(String text) {
    return changes(text.getBytes(StandardCharsets.ISO_8859_1)).stream()
        .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
        .toList();
  }

  private static List<byte[]> changes(byte[] bytes) {
    List<byte[]> all = new ArrayList<>();
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      all.add(changed);
    }
    return all;
  }
}
