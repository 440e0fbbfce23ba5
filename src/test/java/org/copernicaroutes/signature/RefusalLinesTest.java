package org.copernicaroutes.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.copernicaroutes.support.SignedRequest.valid;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.support.LogLines;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What whoever is called at night reads, for every reason there is: what came, which rule it broke,
 * what became of it, and what to do.
 */
class RefusalLinesTest {

  private static final String LEFT_OUT = "(request-target) host date x-copernica-id";

  private final CheckedSignature checked = new CheckedSignature();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final VerdictLog verdicts = new VerdictLog(meters, checked.clock, 5);
  @RegisterExtension private final LogLines lines = new LogLines(VerdictLog.class);

  /** A request that is refused for that reason, and the line about it up to the hint. */
  record Example(Refusal reason, CapturedRequest request, String line) {

    @Override
    public String toString() {
      return reason.tag();
    }
  }

  static List<Example> examples() {
    return List.of(
        refused(
            Refusal.MALFORMED_SIGNATURE,
            changed("Signature", "keyId=\"a"),
            "the Signature header has a quote that is not closed. Answered 400, not stored. If every"
                + " request is refused, look for a proxy that changes headers."),
        refused(
            Refusal.MALFORMED_HEADER,
            changed("Date", "tomorrow"),
            "the Date header is `tomorrow`, which is not a date of RFC 7231. Answered 400, not"
                + " stored. If every request is refused, look for a proxy that changes headers."),
        refused(
            Refusal.DUPLICATE_HEADER,
            received(valid().sent().withAnother("Host", "b.example.org")),
            "there are two Host headers. Answered 400, not stored. If every request is refused,"
                + " look for a proxy that adds headers."),
        refused(
            Refusal.MISSING_HEADER,
            received(valid().sent().without("Digest")),
            "there is no `Digest` header. Answered 401, not stored. If every request is refused,"
                + " look for a proxy that drops headers. Who only has the URL sends none of them."),
        refused(
            Refusal.ALGORITHM,
            valid().algorithm("hs2019").captured(),
            "the algorithm is `hs2019`, accepted are rsa-sha256 and rsa-sha512 only. Answered 401,"
                + " not stored. If every request is refused, Copernica signs in a new way: look for"
                + " a newer version."),
        refused(
            Refusal.COVERAGE,
            valid().covering(LEFT_OUT).captured(),
            "the signature covers `"
                + LEFT_OUT
                + "` and not digest, so that anyone may change it."
                + " Answered 401, not stored. If every request is refused, Copernica signs in a new"
                + " way: look for a newer version."),
        refused(
            Refusal.ACCOUNT,
            valid().header("X-Copernica-ID", "account_77").captured(),
            "X-Copernica-ID is `account_77`, which is not in copernica.accounts. Answered 401, not"
                + " stored. If it is yours, add it to copernica.accounts."),
        refused(
            Refusal.HOST,
            valid().header("Host", "10.0.0.7:8080").captured(),
            "Host is `10.0.0.7:8080`, which is not in copernica.callback.hosts. Answered 401, not"
                + " stored. If Copernica calls you by that name, add it to"
                + " copernica.callback.hosts. If a proxy put it there, let it pass Host on as it"
                + " came."),
        refused(
            Refusal.TOO_OLD,
            valid().sent().captured(SignedRequest.SIGNED_AT.plusSeconds(432)),
            "the Date header is 7m12s old, the limit is 5m (copernica.signature.max-age). Answered"
                + " 401, not stored. If every request is refused, check this host's clock (NTP),"
                + " and look for a proxy that holds requests back."),
        refused(
            Refusal.TOO_NEW,
            valid().sent().captured(SignedRequest.SIGNED_AT.minusSeconds(61)),
            "the Date header is 1m1s ahead, the limit is 1m (copernica.signature.max-skew)."
                + " Answered 401, not stored. If every request is refused, check this host's clock"
                + " (NTP)."),
        refused(
            Refusal.DIGEST,
            received(valid().sent().withBody("type=delete")),
            "the body of 11 bytes is not the one that was signed: its SHA-256 is not in the Digest"
                + " header. Answered 401, not stored. If every request is refused, look for a proxy"
                + " that changes bodies: unpacks, converts, appends."),
        refused(
            Refusal.KEY_NAME,
            valid().keyId("one.evil.example").captured(),
            "the keyId is `one.evil.example`, which is no name below copernica.com"
                + " (copernica.signature.key-domain). Answered 401, not stored. Change"
                + " copernica.signature.key-domain only if Copernica itself says that its keys"
                + " moved."),
        refused(
            Refusal.KEY,
            valid().keyId("gone.copernica.com").captured(),
            "DNS has no usable key under its keyId: the name does not exist (keyId"
                + " `gone.copernica.com`, account 1234). Answered 401, not stored. If every request"
                + " is refused, ask for the TXT record of that name elsewhere: these name servers"
                + " (copernica.signature.dns-servers) may filter it, or Copernica took it back."),
        refused(
            Refusal.SIGNATURE,
            valid().key(TestKey.TWO).captured(),
            "no key under its keyId made this signature of what arrived (keyId"
                + " `one._domainkey.copernica.com`, account 1234). Answered 401, not stored. If"
                + " every request is refused, look for a proxy that changes path, query, Host or"
                + " headers."));
  }

  @AfterEach
  void close() {
    checked.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void saysWhatWhichWhyWhatNextAndHowToFix(Example example) throws Exception {
    verdicts.noted(checked.of(example.request()));

    assertThat(written())
        .containsExactly("request.refused reason=" + example.reason().tag() + " " + example.line());
    assertThat(meters.counter("copernica.refused", "reason", example.reason().tag()).count())
        .isEqualTo(1);
  }

  @Test
  void noReasonIsWithoutAnExample() {
    assertThat(examples()).extracting(Example::reason).containsExactly(Refusal.values());
  }

  /** A header may hold 8 KiB of anything; of a form the door's log shows nothing at all. */
  @ParameterizedTest
  @MethodSource("hostile")
  void aLineIsOneLineAndShortWhateverAStrangerWrites(CapturedRequest request) throws Exception {
    verdicts.noted(checked.of(request));

    assertThat(written()).singleElement().asString().matches("[ -~…]{1,600}");
  }

  static Stream<CapturedRequest> hostile() {
    String text = "\u001b[31m\nERROR all is lost `\u0000\u2028" + "é".repeat(5000);
    return Stream.concat(
        Stream.of("X-Copernica-ID", "Host", "Date", "Digest", "Signature")
            .map(name -> changed(name, text)),
        Stream.of(
            received(valid().covering(LEFT_OUT + " " + text.replace("\n", "")).sent()),
            received(valid().algorithm(text).sent()),
            received(valid().keyId(text).sent()),
            changed("Digest", "SHA-256=" + text)));
  }

  private List<String> written() {
    return lines.written();
  }

  private static Example refused(Refusal reason, CapturedRequest request, String line) {
    return new Example(reason, request, line);
  }

  private static CapturedRequest changed(String name, String value) {
    return received(valid().sent().withHeader(name, value));
  }

  private static CapturedRequest received(SentRequest request) {
    return request.captured(SignedRequest.SIGNED_AT);
  }
}
