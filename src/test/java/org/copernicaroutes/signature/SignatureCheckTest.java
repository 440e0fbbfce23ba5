package org.copernicaroutes.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.copernicaroutes.support.SignedRequest.valid;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of copernica-spec.md 4.10 that concern the request itself, by their numbers. */
class SignatureCheckTest {

  private static final String MINIMUM = "(request-target) host date x-copernica-id digest x-nonce";

  private final CheckedSignature checked = new CheckedSignature();

  @AfterEach
  void close() {
    checked.close();
  }

  @Test
  @DisplayName("verifies a valid request and says what was proven")
  void verifiesAValidRequest() throws Exception {
    VerifiedRequest request = verified(valid().captured());
    assertThat(request.account()).isEqualTo(1234);
    assertThat(request.signedAt()).isEqualTo(SignedRequest.SIGNED_AT);
    assertThat(request.contentTypeSigned()).isTrue();
    assertThat(verified(valid().covering(MINIMUM).captured()).contentTypeSigned()).isFalse();
  }

  @Test
  @DisplayName("the worked vector of 4.4 is verified, its id is the hash of its signing string")
  void verifiesTheWorkedVector() throws Exception {
    try (CheckedSignature other = new CheckedSignature("77", "rx.example.org")) {
      other.dns.txt("a._domainkey.copernica.com", "v=DKIM1; p=" + WorkedVector.P);
      Verdict verdict = other.of(WorkedVector.REQUEST);
      assertThat(verdict).isInstanceOf(Verdict.Verified.class);
      assertThat(((Verdict.Verified) verdict).request().id())
          .isEqualTo("1fdb748dc5028fc9904ea5ec1a4f69424536d62e2f80496da45c4333e37613ee");
    }
  }

  // ---- header syntax

  @Test
  @DisplayName("1. refuses a request without a Signature header")
  void refusesNoSignature() throws Exception {
    assertRefused(Refusal.MISSING_HEADER, valid().sent().without("Signature"));
  }

  @Test
  @DisplayName("2. refuses two Signature headers")
  void refusesTwoSignatures() throws Exception {
    SentRequest sent = valid().sent();
    assertRefused(
        Refusal.DUPLICATE_HEADER, sent.withAnother("signature", sent.header("Signature")));
  }

  @Test
  @DisplayName("3. refuses an empty Signature header")
  void refusesAnEmptySignature() throws Exception {
    assertRefused(Refusal.MALFORMED_SIGNATURE, valid().sent().withHeader("Signature", ""));
  }

  @Test
  @DisplayName("4. refuses a quote that is not closed")
  void refusesAnOpenQuote() throws Exception {
    String header = valid().sent().header("Signature");
    assertMalformed(header.substring(0, header.length() - 1));
  }

  @Test
  @DisplayName("5. refuses a second keyId")
  void refusesASecondKeyId() throws Exception {
    assertMalformed(valid().sent().header("Signature") + ",keyId=\"two._domainkey.copernica.com\"");
  }

  @Test
  @DisplayName("6. refuses a second, stronger list of headers")
  void refusesASecondList() throws Exception {
    assertMalformed(
        valid().covering("date").sent().header("Signature") + ",headers=\"" + MINIMUM + "\"");
  }

  @ParameterizedTest(name = "7./8. refuses the signature {0}")
  @ValueSource(strings = {"not base64!", "QUI", "QUJ=", "QUI=QUI=", "", "QU-_"})
  void refusesASignatureThatIsNotCanonicalBase64(String base64) throws Exception {
    assertMalformed(
        "keyId=\"a.copernica.com\",headers=\"" + MINIMUM + "\",signature=\"" + base64 + "\"");
  }

  @Test
  @DisplayName("9. verifies the documented shape: folded, blanks in the signature, no comma")
  void verifiesTheDocumentedShape() throws Exception {
    SentRequest sent = valid().sent();
    String header =
        sent.header("Signature")
            .replace("\",", "\"\r\n ")
            .replace("headers=\"", "headers = \"\t")
            .replaceFirst("signature=\"(.{40})", "signature=\"$1\r\n  ");
    verified(received(sent.withHeader("Signature", header)));
  }

  @Test
  @DisplayName("ignores parameters that it does not know, quoted or not")
  void ignoresUnknownParameters() throws Exception {
    SentRequest sent = valid().sent();
    verified(
        received(
            sent.withHeader(
                "Signature", "created=1735689600,v=\"1\"," + sent.header("Signature"))));
  }

  @Test
  @DisplayName("refuses a Signature header of more than 8 KiB")
  void refusesAHugeSignatureHeader() throws Exception {
    assertMalformed(valid().sent().header("Signature") + ",x=\"" + "y".repeat(8192) + "\"");
  }

  @ParameterizedTest(name = "refuses the Signature header {0}")
  @ValueSource(
      strings = {
        "keyId",
        "keyId=",
        "=\"x\"",
        "keyId=x,",
        "keyId=\"a\\\"b\"",
        ",",
        "a=\"b\",",
        "keyId=1"
      })
  void refusesOddSignatureHeaders(String header) throws Exception {
    assertMalformed(header);
  }

  // ---- signature bytes

  @Test
  @DisplayName("10. refuses a signature with one bit flipped")
  void refusesAFlippedBit() throws Exception {
    assertRefused(Refusal.SIGNATURE, valid().signer(SignatureCheckTest::signedThenFlipped));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongStrings")
  void refusesAnotherSigningString(String name, UnaryOperator<String> change) throws Exception {
    assertRefused(
        Refusal.SIGNATURE, valid().target("/copernica/callback?src=a%20b").signingString(change));
  }

  static Stream<Arguments> wrongStrings() {
    return Stream.of(
        wrong("11. refuses a string signed with a trailing LF", s -> s + "\n"),
        wrong("12. refuses CRLF between lines", s -> s.replace("\n", "\r\n")),
        wrong("22. refuses an upper-case method in the line", s -> s.replace(": post", ": POST")),
        wrong("23. refuses a line without the query", s -> s.replace("?src=a%20b", "")),
        wrong("24. refuses a line with the query decoded", s -> s.replace("%20", " ")));
  }

  private static Arguments wrong(String name, UnaryOperator<String> change) {
    return Arguments.of(name, change);
  }

  @Test
  @DisplayName("13. refuses RSA-PSS under rsa-sha256")
  void refusesPss() throws Exception {
    assertRefused(Refusal.SIGNATURE, valid().signer(TestKey.ONE::signPss));
  }

  @Test
  @DisplayName("14. refuses a truncated and an over-long signature")
  void refusesAnotherLength() throws Exception {
    assertRefused(Refusal.SIGNATURE, valid().signer(b -> Arrays.copyOf(signed(b), 255)));
    assertRefused(Refusal.SIGNATURE, valid().signer(b -> Arrays.copyOf(signed(b), 257)));
  }

  // ---- coverage

  @Test
  @DisplayName("15./16. refuses a list of headers that is missing or empty")
  void refusesNoList() throws Exception {
    assertRefused(Refusal.COVERAGE, valid().covering(null));
    assertRefused(Refusal.COVERAGE, valid().covering(""));
  }

  @Test
  @DisplayName("17. refuses the same name twice in the list")
  void refusesANameTwice() throws Exception {
    assertRefused(Refusal.MALFORMED_SIGNATURE, valid().covering(MINIMUM + " Host"));
  }

  @ParameterizedTest(name = "18. refuses a signature that does not cover {0}")
  @ValueSource(strings = {"(request-target)", "host", "date", "x-copernica-id", "digest"})
  void refusesALessCoveringSignature(String name) throws Exception {
    assertRefused(Refusal.COVERAGE, valid().covering(MINIMUM.replace(name, "")));
  }

  @Test
  @DisplayName("a nonce need not be covered, nor be there")
  void aNonceNeedNotBeCovered() throws Exception {
    String withoutNonce = MINIMUM.replace(" x-nonce", "");
    verified(valid().covering(withoutNonce).captured());
    verified(valid().without("X-Nonce").covering(withoutNonce).captured());
  }

  @Test
  @DisplayName("19. refuses a listed header that is absent and was signed as empty")
  void refusesAnAbsentHeader() throws Exception {
    assertRefused(Refusal.MISSING_HEADER, valid().covering(MINIMUM + " x-extra"));
  }

  @ParameterizedTest(name = "refuses to know {0}")
  @ValueSource(strings = {"(created)", "(expires)"})
  void refusesPseudoHeadersOfLaterDrafts(String name) throws Exception {
    assertRefused(Refusal.COVERAGE, valid().covering(MINIMUM + " " + name));
  }

  @Test
  @DisplayName("20. verifies a list in mixed case")
  void verifiesMixedCase() throws Exception {
    verified(
        valid().covering("(Request-Target) Host Date X-Copernica-ID Digest X-Nonce").captured());
  }

  @Test
  @DisplayName("21. refuses a list in mixed case that was signed over empty values")
  void refusesEmptyValues() throws Exception {
    assertRefused(
        Refusal.SIGNATURE,
        valid()
            .covering("(Request-Target) Host Date X-Copernica-ID Digest X-Nonce")
            .signingString(s -> s.replaceAll("(?m): .*$", ": ")));
  }

  @Test
  @DisplayName("signs several fields of one name as one value, and an empty one as empty")
  void joinsFieldsOfOneName() throws Exception {
    SentRequest sent =
        valid()
            .header("X-Extra", "a, b")
            .header("X-Empty", "")
            .covering(MINIMUM + " x-extra x-empty")
            .sent();
    verified(
        received(
            sent.without("X-Extra").withAnother("X-Extra", " a\t").withAnother("x-extra", "b")));
  }

  @Test
  @DisplayName("refuses a value that would pass for more lines")
  void refusesALineEndInAValue() throws Exception {
    assertRefused(
        Refusal.MALFORMED_HEADER,
        valid().header("X-Extra", "a\nb: c").covering(MINIMUM + " x-extra"));
  }

  // ---- request target and host

  @Test
  @DisplayName("25. refuses a replay to another path, and to the same path with another query")
  void refusesAnotherPath() throws Exception {
    assertRefused(Refusal.SIGNATURE, valid().sent().withTarget("/copernica/other"));
    assertRefused(Refusal.SIGNATURE, valid().sent().withTarget("/copernica/callback?database=7"));
  }

  @Test
  @DisplayName("26. refuses another HTTP method")
  void refusesAnotherMethod() throws Exception {
    assertRefused(Refusal.SIGNATURE, valid().sent().withMethod("PUT"));
  }

  @Test
  @DisplayName("27. refuses the host of another tenant, correctly signed")
  void refusesAnotherHost() throws Exception {
    assertRefused(Refusal.HOST, valid().header("Host", "other.example.org"));
  }

  @ParameterizedTest(name = "28. verifies the host {0}")
  @ValueSource(strings = {"hooks.example.org:8443", "HOOKS.Example.org", "hooks.example.org:443"})
  void verifiesTheHostWithAnyPortAndCase(String host) throws Exception {
    verified(valid().header("Host", host).captured());
  }

  @ParameterizedTest(name = "28. refuses the host {0}")
  @ValueSource(
      strings = {
        "hooks.example.org:",
        "hooks.example.org:x",
        "hooks.example.org.",
        "",
        "a:hooks.example.org"
      })
  void refusesHostsThatOnlyLookAlike(String host) throws Exception {
    assertRefused(Refusal.HOST, valid().header("Host", host));
  }

  @ParameterizedTest(name = "29./34. refuses two {0} headers")
  @ValueSource(strings = {"Host", "Date", "Digest", "X-Copernica-ID"})
  void refusesTwoOf(String name) throws Exception {
    SentRequest sent = valid().sent();
    assertRefused(Refusal.DUPLICATE_HEADER, sent.withAnother(name, sent.header(name)));
  }

  // ---- date

  @Test
  @DisplayName("30. refuses a request 301 seconds old, verifies one of 300")
  void refusesAnOldRequest() throws Exception {
    SentRequest sent = valid().sent();
    verified(sent.captured(SignedRequest.SIGNED_AT.plusSeconds(300)));
    assertThat(refused(sent.captured(SignedRequest.SIGNED_AT.plusSeconds(432))))
        .isEqualTo(
            new Verdict.Refused(
                Refusal.TOO_OLD,
                "the Date header is 7m12s old, the limit is 5m (copernica.signature.max-age)"));
    assertThat(refused(sent.captured(SignedRequest.SIGNED_AT.plusSeconds(301))).reason())
        .isEqualTo(Refusal.TOO_OLD);
  }

  @Test
  @DisplayName("31. refuses a request 61 seconds ahead, verifies one of 60")
  void refusesARequestFromTheFuture() throws Exception {
    SentRequest sent = valid().sent();
    verified(sent.captured(SignedRequest.SIGNED_AT.minusSeconds(60)));
    assertThat(refused(sent.captured(SignedRequest.SIGNED_AT.minusSeconds(61))).reason())
        .isEqualTo(Refusal.TOO_NEW);
  }

  @ParameterizedTest(name = "32. refuses the date {0}")
  @ValueSource(
      strings = {
        "tomorrow",
        "",
        "2025-01-01T00:00:00Z",
        "Thu, 01 Jan 2025 00:00:00 GMT",
        "Wed, 1 Jan 2025 00:00:00 GMT",
        "Wed, 01 Jan 2025 00:00:00 +0000",
        "wed, 01 jan 2025 00:00:00 gmt",
        "Wed, 01 Jan 2025 24:00:00 GMT",
        "Wed, 01 Jan 2025 00:00:00 GMT ,",
        "1735689600"
      })
  void refusesOtherDates(String date) throws Exception {
    assertRefused(Refusal.MALFORMED_HEADER, valid().header("Date", date));
  }

  @ParameterizedTest(name = "verifies the date {0}")
  @ValueSource(strings = {"Wednesday, 01-Jan-25 00:00:00 GMT", "Wed Jan  1 00:00:00 2025"})
  void verifiesTheOlderFormatsOfRfc7231(String date) throws Exception {
    assertThat(verified(valid().header("Date", date).captured()).signedAt())
        .isEqualTo(SignedRequest.SIGNED_AT);
  }

  @ParameterizedTest(name = "33. refuses a request without {0}")
  @ValueSource(strings = {"Date", "Digest", "X-Copernica-ID", "Host"})
  void refusesWithout(String name) throws Exception {
    assertRefused(Refusal.MISSING_HEADER, valid().sent().without(name));
  }

  // ---- digest

  @Test
  @DisplayName("35. refuses the digest of another body, though signed")
  void refusesAnotherDigest() throws Exception {
    assertRefused(
        Refusal.DIGEST,
        valid().header("Digest", "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));
  }

  @ParameterizedTest(name = "36./37. refuses {0} alone")
  @ValueSource(
      strings = {
        "MD5=1B2M2Y8AsgTpgAmY7PhCfg==",
        "adler32=03da0195",
        "SHA=2jmj7l5rSw0yVb/vlWAYkK/YBwk="
      })
  void refusesWeakDigests(String digest) throws Exception {
    assertRefused(Refusal.DIGEST, valid().header("Digest", digest));
  }

  @Test
  @DisplayName("38. verifies digest names in any case, beside others that do not count")
  void verifiesDigestNamesInAnyCase() throws Exception {
    String digest = valid().sent().header("Digest").substring("SHA-256=".length());
    verified(valid().header("Digest", "sha-256=" + digest).captured());
    verified(valid().header("Digest", "MD5=xx, Sha-256=" + digest).captured());
  }

  @Test
  @DisplayName("39. refuses two digests of which one is wrong, verifies two that are right")
  void refusesOneWrongDigest() throws Exception {
    String sha256 = valid().sent().header("Digest");
    String wrong = "SHA-512=" + Base64.getEncoder().encodeToString(new byte[64]);
    String right =
        "SHA-512="
            + Base64.getEncoder()
                .encodeToString(
                    Hash.SHA_512.of(SignedRequest.BODY.getBytes(StandardCharsets.UTF_8)));
    assertRefused(Refusal.DIGEST, valid().header("Digest", sha256 + "," + wrong));
    verified(valid().header("Digest", sha256 + "," + right).captured());
  }

  @ParameterizedTest(name = "40. refuses the digest {0}")
  @ValueSource(
      strings = {
        "SHA-256=KV4Urigw 4tZx11KtKARUmaaPIU5qKt96n1ijYJv9Aq8=",
        "SHA-256",
        "",
        "=x",
        "SHA-256=KV4Urigw4tZx11KtKARUmaaPIU5qKt96n1ijYJv9Aq9=",
        "SHA-256 =x",
        "SHA-256=KV4Urigw4tZx11KtKARUmaaPIU5qKt96n1ijYJv9Aq8"
      })
  void refusesOddDigests(String digest) throws Exception {
    Verdict.Refused refused =
        refused(valid().body("type=update&profile=123").header("Digest", digest).captured());
    assertThat(refused.reason()).isIn(Refusal.MALFORMED_HEADER, Refusal.DIGEST);
  }

  @Test
  @DisplayName("41./42. refuses a body that was changed, and one with a newline more")
  void refusesAChangedBody() throws Exception {
    assertRefused(
        Refusal.DIGEST, valid().sent().withBody(SignedRequest.BODY.replace("123", "124")));
    assertRefused(Refusal.DIGEST, valid().sent().withBody(SignedRequest.BODY + "\n"));
  }

  @Test
  @DisplayName("43. verifies an empty body with the digest of nothing")
  void verifiesAnEmptyBody() throws Exception {
    verified(valid().body("").captured());
  }

  // ---- algorithm confusion

  @Test
  @DisplayName("44. refuses hmac-sha256 keyed with the public key, under any name")
  void refusesHmac() throws Exception {
    byte[] der = TestKey.ONE.publicKey();
    String base64 = TestKey.ONE.publicBase64();
    String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    for (byte[] key :
        List.of(
            der,
            base64.getBytes(StandardCharsets.US_ASCII),
            pem.getBytes(StandardCharsets.US_ASCII))) {
      assertRefused(Refusal.ALGORITHM, valid().algorithm("hmac-sha256").signer(b -> hmac(key, b)));
      assertRefused(Refusal.SIGNATURE, valid().signer(b -> hmac(key, b)));
    }
  }

  @ParameterizedTest(name = "45. refuses the algorithm {0}")
  @ValueSource(
      strings = {"none", "rsa-md5", "rsa-sha1", "hs2019", "", " rsa-sha256", "ecdsa-sha256"})
  void refusesOtherAlgorithms(String algorithm) throws Exception {
    assertRefused(Refusal.ALGORITHM, valid().algorithm(algorithm));
  }

  @Test
  @DisplayName("verifies rsa-sha512, upper case, and no algorithm at all")
  void verifiesTheAllowedAlgorithms() throws Exception {
    verified(
        valid()
            .algorithm("rsa-sha512")
            .signer(b -> TestKey.ONE.sign("SHA512withRSA", b))
            .captured());
    verified(valid().algorithm("RSA-SHA256").captured());
    verified(valid().algorithm(null).captured());
  }

  @Test
  @DisplayName("46. refuses a key of 512 bits, verifies one of 1024")
  void refusesAShortKey() throws Exception {
    TestKey tiny = TestKey.rsa(512);
    TestKey small = TestKey.rsa(1024);
    checked.dns.txt("tiny.copernica.com", tiny.dkim()).txt("small.copernica.com", small.dkim());
    assertRefused(Refusal.KEY, valid().keyId("tiny.copernica.com").key(tiny));
    verified(valid().keyId("small.copernica.com").key(small).captured());
  }

  // ---- keyId

  @ParameterizedTest(name = "47.-50. refuses the keyId {0}")
  @MethodSource("foreignNames")
  void refusesOtherKeyNames(String keyId) throws Exception {
    assertRefused(Refusal.KEY_NAME, valid().keyId(keyId));
    assertThat(checked.dns.queries()).isZero();
  }

  static Stream<String> foreignNames() {
    return Stream.of(
        "one._domainkey.copernica.com.evil.example",
        "evilcopernica.com",
        "copernica.com",
        ".copernica.com",
        "a/b.copernica.com",
        "a b.copernica.com",
        "a\nb.copernica.com",
        "a\0b.copernica.com",
        "a..copernica.com",
        "a.copernica.com..",
        "",
        "a".repeat(64) + ".copernica.com",
        "abc.".repeat(75) + "copernica.com",
        "é.copernica.com",
        "*.copernica.com");
  }

  @ParameterizedTest(name = "51. verifies the keyId {0}")
  @ValueSource(strings = {"ONE._DomainKey.Copernica.COM", "one._domainkey.copernica.com."})
  void verifiesAKeyNameInAnyCase(String keyId) throws Exception {
    verified(valid().keyId(keyId).captured());
  }

  // ---- identity

  @Test
  @DisplayName("60. refuses another account that Copernica really signed")
  void refusesAnotherAccount() throws Exception {
    assertRefused(Refusal.ACCOUNT, valid().header("X-Copernica-ID", "account_77"));
    assertRefused(Refusal.ACCOUNT, valid().header("X-Copernica-ID", "environment_1234"));
  }

  @ParameterizedTest(name = "61. verifies the account written {0}")
  @ValueSource(strings = {"account_1234", "Account-1234", "  account-1234 ", "environment-55"})
  void verifiesEverySpellingOfTheAccount(String id) throws Exception {
    verified(valid().header("X-Copernica-ID", id).captured());
  }

  @ParameterizedTest(name = "62. refuses the account written {0}")
  @ValueSource(
      strings = {
        "account-1234x",
        "account--1234",
        "account-01234",
        "1234",
        "account_9999999999999999999"
      })
  void refusesOtherSpellings(String id) throws Exception {
    assertRefused(Refusal.MALFORMED_HEADER, valid().header("X-Copernica-ID", id));
  }

  // ---- replay

  @Test
  @DisplayName("63. an exact replay has the id of the original")
  void aReplayHasTheIdOfTheOriginal() throws Exception {
    CapturedRequest request = valid().captured();
    assertThat(verified(request).id()).isEqualTo(verified(request).id()).matches("[0-9a-f]{64}");
  }

  @Test
  @DisplayName("65. another body under the same nonce is another request")
  void theSameNonceTwiceIsNoReplay() throws Exception {
    String first = verified(valid().header("X-Nonce", "k3v9q1").captured()).id();
    String second =
        verified(valid().header("X-Nonce", "k3v9q1").body("type=delete").captured()).id();
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void whatAStrangerSendsIsShownShortAndOnOneLine() throws Exception {
    String detail =
        refused(
                valid()
                    .header("X-Copernica-ID", "a\nrequest.verified \u001b[31m" + "é".repeat(900))
                    .captured())
            .detail();
    assertThat(detail).hasSizeLessThan(250).matches("[ -~…]+");
  }

  @Test
  void everyByteOfTheSigningStringCounts() throws Exception {
    SentRequest sent = valid().sent();
    for (String name : List.of("Content-Length", "Content-Type", "X-Nonce")) {
      assertRefused(Refusal.SIGNATURE, sent.withHeader(name, sent.header(name) + "0"));
    }
  }

  @Test
  void aRequestMayBeCheckedLaterAgainstItsTimeOfReceipt() throws Exception {
    CapturedRequest request = valid().captured();
    checked.clock.advance(Duration.ofHours(3));
    verified(request);
  }

  private void assertMalformed(String signatureHeader) throws Exception {
    assertRefused(
        Refusal.MALFORMED_SIGNATURE, valid().sent().withHeader("Signature", signatureHeader));
  }

  private void assertRefused(Refusal reason, SignedRequest request) throws Exception {
    assertRefused(reason, request.sent());
  }

  private void assertRefused(Refusal reason, SentRequest request) throws Exception {
    assertThat(refused(received(request)).reason()).isEqualTo(reason);
  }

  private Verdict.Refused refused(CapturedRequest request) throws Exception {
    Verdict verdict = checked.of(request);
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    return (Verdict.Refused) verdict;
  }

  private VerifiedRequest verified(CapturedRequest request) throws Exception {
    Verdict verdict = checked.of(request);
    assertThat(verdict).isInstanceOf(Verdict.Verified.class);
    return ((Verdict.Verified) verdict).request();
  }

  private static CapturedRequest received(SentRequest request) {
    return request.captured(SignedRequest.SIGNED_AT);
  }

  private static byte[] signed(byte[] bytes) {
    return TestKey.ONE.sign("SHA256withRSA", bytes);
  }

  private static byte[] signedThenFlipped(byte[] bytes) {
    byte[] signature = signed(bytes);
    signature[100] ^= 1;
    return signature;
  }

  private static byte[] hmac(byte[] key, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
