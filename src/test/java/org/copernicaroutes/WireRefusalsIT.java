package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.copernicaroutes.support.DoorConnection.Reply;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.copernicaroutes.support.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Copernica did not sign for us, just now, is refused over the wire and leaves nothing behind;
 * what it did sign passes in every spelling. The numbers are those of the specification's list of
 * negative tests.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WireRefusalsIT {

  private static final String OTHER = "two._domainkey.copernica.com";

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  static World world;

  @BeforeAll
  static void start() {
    world = new World(folder);
    world
        .dns
        .txt("weak._domainkey.copernica.com", TestKey.rsa(512).dkim())
        .txt("revoked._domainkey.copernica.com", "v=DKIM1; k=rsa; p=")
        .txt(
            "edwards._domainkey.copernica.com",
            "v=DKIM1; k=ed25519; p=" + TestKey.ONE.publicBase64())
        .txt(
            "spaced._domainkey.copernica.com",
            " v=DKIM1 ; k=rsa ; p= " + TestKey.ONE.publicBase64() + " ; ")
        .txt("second._domainkey.copernica.com", "v=spf1 -all", TestKey.ONE.dkim())
        .txt(SignedRequest.KEY_ID + ".evil.example", TestKey.ONE.dkim())
        .txt("one._domainkey.evilcopernica.com", TestKey.ONE.dkim())
        .txt("copernica.com", TestKey.ONE.dkim())
        .records("pieces._domainkey.copernica.com", List.of(inThree(TestKey.ONE.dkim())));
    world.app.start();
    await().atMost(SOON).until(() -> world.app.readiness() == 200);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @TestFactory
  @Order(1)
  Stream<DynamicTest> isRefused() {
    Map<String, Supplier<SentRequest>> cases = new LinkedHashMap<>();
    headerSyntax(cases);
    signatureBytes(cases);
    coverage(cases);
    targetAndHost(cases);
    dates(cases);
    digests(cases);
    algorithms(cases);
    keys(cases);
    identity(cases);
    return cases.entrySet().stream()
        .map(c -> DynamicTest.dynamicTest(c.getKey(), () -> refuses(c.getValue().get())));
  }

  @Test
  @Order(2)
  void nothingThatWasRefusedLeftAnythingBehind() {
    assertThat(world.app.metric("copernica_stored_total")).isZero();
    Reply marker = world.post(World.update(1, "marker"));
    await()
        .atMost(SOON)
        .until(() -> world.crm.column("select event from audit").contains(marker.id()));
    assertThat(world.crm.count("audit")).isEqualTo(1);
    assertThat(world.app.metric("copernica_stored_total")).isEqualTo(1);
  }

  @TestFactory
  @Order(3)
  Stream<DynamicTest> passes() {
    Map<String, Supplier<SentRequest>> cases = new LinkedHashMap<>();
    cases.put(
        "20. a mixed-case list of headers",
        () -> valid().covering("(request-target) Host DATE X-Copernica-Id Digest X-Nonce").sent());
    cases.put(
        "28. the host with a port",
        () -> valid().header("Host", SignedRequest.HOST + ":8443").sent());
    cases.put(
        "28. the host in another case", () -> valid().header("Host", "Hooks.Example.ORG").sent());
    cases.put(
        "38. a lower-case digest name",
        () -> {
          String digest = valid().sent().header("Digest").replace("SHA-256", "sha-256");
          return valid().header("Digest", digest).sent();
        });
    cases.put("43. an empty body, which is kept as unreadable", () -> valid().body("").sent());
    cases.put(
        "51. an upper-case keyId",
        () -> valid().keyId(SignedRequest.KEY_ID.toUpperCase(Locale.ROOT)).sent());
    cases.put(
        "53. a key in three strings",
        () -> valid().keyId("pieces._domainkey.copernica.com").sent());
    cases.put(
        "54. spaces and a trailing semicolon in the record",
        () -> valid().keyId("spaced._domainkey.copernica.com").sent());
    cases.put(
        "56. an SPF record before the key",
        () -> valid().keyId("second._domainkey.copernica.com").sent());
    cases.put("61. account_1234", () -> valid().header("X-Copernica-ID", "account_1234").sent());
    cases.put("61. Account-1234", () -> valid().header("X-Copernica-ID", "Account-1234").sent());
    cases.put(
        "65. the same nonce with another body",
        () -> valid().header("X-Nonce", "n1").body(SignedRequest.BODY + "&x=1").sent());
    return cases.entrySet().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.getKey(),
                    () -> assertThat(world.send(c.getValue().get()).status()).isEqualTo(200)));
  }

  @Test
  @Order(4)
  void aKeyReplacedUnderItsNamePasses() {
    world.dns.txt(OTHER, TestKey.ONE.dkim());
    assertThat(world.send(valid().keyId(OTHER).sent()).status()).isEqualTo(200);
    world.dns.txt(OTHER, TestKey.TWO.dkim());

    assertThat(world.send(valid().keyId(OTHER).key(TestKey.TWO).sent()).status()).isEqualTo(200);
  }

  @Test
  @Order(5)
  void aReplayHasTheIdOfTheOriginalAndNoSecondEffectAlsoAfterARestart() {
    SentRequest request = valid().body(order(88)).sent();
    String id = world.send(request).id();
    assertThat(world.send(request).id()).isEqualTo(id);
    await().atMost(SOON).until(() -> forwarded(88) == 1 && nothingWaits());
    world.app.kill();
    world.app.start();

    assertThat(world.send(request).id()).isEqualTo(id);
    assertThat(world.post(order(89)).status()).isEqualTo(200);
    await().atMost(SOON).until(() -> forwarded(89) == 1 && nothingWaits());
    assertThat(forwarded(88)).isEqualTo(1);
  }

  @Test
  @Order(6)
  void aNameServerThatFailsIsNotARefusal() {
    world.dns.fails();
    Reply reply = world.send(valid().keyId("new._domainkey.copernica.com").sent());
    world.dns.answers();

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.head()).containsIgnoringCase("Retry-After");
  }

  private static String order(int subprofile) {
    return "type=update&subprofile=%d&profile=5&collection=21".formatted(subprofile);
  }

  private static int forwarded(int subprofile) {
    return world
        .service
        .findAll(
            WireMock.postRequestedFor(WireMock.urlPathEqualTo("/plain"))
                .withRequestBody(WireMock.containing("\"subprofile\":" + subprofile)))
        .size();
  }

  private static boolean nothingWaits() {
    return world.app.metric("copernica_waiting{queue=\"inbox\"") == 0
        && world.app.metric("copernica_waiting{queue=\"plain-hook\"") == 0;
  }

  private static void refuses(SentRequest request) {
    Reply reply = world.send(request);
    assertThat(reply.status()).isIn(400, 401, 404, 405);
    assertThat(reply.head()).contains("application/problem+json");
    assertThat(reply.body())
        .doesNotContainIgnoringCase("signature")
        .doesNotContainIgnoringCase("digest");
  }

  private static void headerSyntax(Map<String, Supplier<SentRequest>> cases) {
    cases.put("1. no Signature header", () -> valid().sent().without("Signature"));
    cases.put(
        "2. two Signature headers",
        () -> {
          SentRequest sent = valid().sent();
          return sent.withAnother("Signature", sent.header("Signature"));
        });
    cases.put("3. an empty Signature header", () -> valid().sent().withHeader("Signature", ""));
    cases.put("4. an unterminated quote", () -> signature(s -> s.substring(0, s.length() - 1)));
    cases.put(
        "5. keyId twice", () -> signature(s -> s + ",keyId=\"" + SignedRequest.KEY_ID + "\""));
    cases.put(
        "6. headers twice",
        () -> signature(s -> s.replace("headers=", "headers=\"date\",headers=")));
    cases.put(
        "7. a signature that is not base64",
        () -> signature(s -> s.replace(",signature=\"", ",signature=\"*")));
    cases.put("8. base64 without its padding", () -> signature(s -> s.replace("==\"", "\"")));
  }

  private static void signatureBytes(Map<String, Supplier<SentRequest>> cases) {
    cases.put(
        "10. one bit flipped",
        () ->
            valid()
                .signer(
                    b -> {
                      byte[] made = TestKey.ONE.sign("SHA256withRSA", b);
                      made[17] ^= 1;
                      return made;
                    })
                .sent());
    cases.put("11. signed with a trailing LF", () -> valid().signingString(s -> s + "\n").sent());
    cases.put(
        "12. CRLF between the lines",
        () -> valid().signingString(s -> s.replace("\n", "\r\n")).sent());
    cases.put("13. RSA-PSS under rsa-sha256", () -> valid().signer(TestKey.ONE::signPss).sent());
    cases.put(
        "14. a truncated signature",
        () -> valid().signer(b -> Arrays.copyOf(TestKey.ONE.sign("SHA256withRSA", b), 255)).sent());
    cases.put(
        "14. an over-long signature",
        () -> valid().signer(b -> Arrays.copyOf(TestKey.ONE.sign("SHA256withRSA", b), 257)).sent());
  }

  private static void coverage(Map<String, Supplier<SentRequest>> cases) {
    cases.put("15. no list of headers", () -> valid().covering(null).sent());
    cases.put("16. an empty list of headers", () -> valid().covering("").sent());
    cases.put(
        "17. a name listed twice",
        () ->
            valid()
                .covering("(request-target) host date date x-copernica-id digest x-nonce")
                .sent());
    List<String> required = List.of("(request-target)", "host", "date", "x-copernica-id", "digest");
    for (String left : required) {
      List<String> rest = new ArrayList<>(required);
      rest.remove(left);
      cases.put(
          "18. " + left + " is not covered", () -> valid().covering(String.join(" ", rest)).sent());
    }
    cases.put(
        "19. a listed header is absent, signed as empty",
        () ->
            valid()
                .covering("(request-target) host date x-copernica-id digest x-nonce x-absent")
                .sent());
    cases.put(
        "21. a mixed-case list signed over empty values",
        () ->
            valid()
                .covering("(request-target) Host Date X-Copernica-ID Digest X-Nonce")
                .signingString(
                    s ->
                        s.replaceAll("(?m)^(host|date|x-copernica-id|digest|x-nonce): .*$", "$1: "))
                .sent());
  }

  private static void targetAndHost(Map<String, Supplier<SentRequest>> cases) {
    cases.put(
        "22. the method in upper case",
        () -> valid().signingString(s -> s.replace(": post /", ": POST /")).sent());
    cases.put(
        "23. the query left out",
        () ->
            valid()
                .target("/copernica/callback?database=7")
                .signingString(s -> s.replace("?database=7", ""))
                .sent());
    cases.put(
        "24. %20 decoded",
        () ->
            valid()
                .target("/copernica/callback?a=b%20c")
                .signingString(s -> s.replace("%20", " "))
                .sent());
    cases.put(
        "25. replayed to another path", () -> valid().sent().withTarget("/copernica/callback2"));
    cases.put(
        "25. replayed with another query",
        () -> valid().sent().withTarget("/copernica/callback?database=8"));
    cases.put("26. another method", () -> valid().sent().withMethod("PUT"));
    cases.put(
        "27. the host of another tenant, correctly signed",
        () -> valid().header("Host", "other.example.org").sent());
    cases.put("29. two Host headers", () -> valid().sent().withAnother("Host", SignedRequest.HOST));
  }

  private static void dates(Map<String, Supplier<SentRequest>> cases) {
    cases.put("30. too old", () -> valid().signedAt(now().minusSeconds(302)).sent());
    cases.put("31. too far ahead", () -> valid().signedAt(now().plusSeconds(75)).sent());
    cases.put("32. tomorrow", () -> valid().header("Date", "tomorrow").sent());
    cases.put("33. no Date", () -> valid().sent().without("Date"));
    cases.put(
        "34. two Dates",
        () -> {
          SentRequest stale = valid().signedAt(now().minusSeconds(900)).sent();
          String fresh = valid().sent().header("Date");
          String signed = stale.header("Date");
          return stale.withHeader("Date", fresh).withAnother("Date", signed);
        });
  }

  private static void digests(Map<String, Supplier<SentRequest>> cases) {
    cases.put(
        "35. the digest of another body",
        () ->
            valid()
                .header("Digest", "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
                .sent());
    cases.put(
        "36. MD5 only", () -> valid().header("Digest", "MD5=1B2M2Y8AsgTpgAmY7PhCfg==").sent());
    cases.put("37. adler32 only", () -> valid().header("Digest", "adler32=03da0195").sent());
    cases.put(
        "39. two digests, one of them wrong",
        () ->
            valid()
                .header(
                    "Digest",
                    valid().sent().header("Digest")
                        + ",SHA-512="
                        + Base64.getEncoder().encodeToString(new byte[64]))
                .sent());
    cases.put(
        "40. whitespace inside the digest",
        () -> {
          String digest = valid().sent().header("Digest");
          return valid()
              .header("Digest", digest.substring(0, 20) + " " + digest.substring(20))
              .sent();
        });
    cases.put(
        "41. the body changed, same length",
        () -> valid().sent().withBody(SignedRequest.BODY.replace("ann", "bob")));
    cases.put(
        "42. a newline appended to the body",
        () -> {
          SentRequest sent =
              valid().covering("(request-target) host date x-copernica-id digest x-nonce").sent();
          return sent.withBody(SignedRequest.BODY + "\n")
              .withHeader("Content-Length", String.valueOf(SignedRequest.BODY.length() + 1));
        });
  }

  private static void algorithms(Map<String, Supplier<SentRequest>> cases) {
    cases.put(
        "44. hmac-sha256 keyed with the public key as text",
        () -> hmac(TestKey.ONE.publicBase64().getBytes(StandardCharsets.UTF_8)));
    cases.put(
        "44. hmac-sha256 keyed with the public key as bytes", () -> hmac(TestKey.ONE.publicKey()));
    cases.put(
        "44. hmac-sha256 keyed with the record",
        () -> hmac(TestKey.ONE.dkim().getBytes(StandardCharsets.UTF_8)));
    for (String name : List.of("none", "rsa-md5", "rsa-sha1", "hs2019", "")) {
      cases.put("45. algorithm \"" + name + "\"", () -> valid().algorithm(name).sent());
    }
    cases.put("46. a key of 512 bits", () -> valid().keyId("weak._domainkey.copernica.com").sent());
  }

  private static void keys(Map<String, Supplier<SentRequest>> cases) {
    cases.put(
        "47. a key under copernica.com.evil.example",
        () -> valid().keyId(SignedRequest.KEY_ID + ".evil.example").sent());
    cases.put(
        "48. a key under evilcopernica.com",
        () -> valid().keyId("one._domainkey.evilcopernica.com").sent());
    cases.put("49. the zone itself as key", () -> valid().keyId("copernica.com").sent());
    cases.put("50. a slash in the keyId", () -> valid().keyId("a/b.copernica.com").sent());
    cases.put("50. a space in the keyId", () -> valid().keyId("a b.copernica.com").sent());
    cases.put("50. a NUL in the keyId", () -> valid().keyId("a\u0000b.copernica.com").sent());
    cases.put(
        "50. a keyId of 300 characters",
        () -> valid().keyId("a.".repeat(143) + "copernica.com").sent());
    cases.put("52. a revoked key", () -> valid().keyId("revoked._domainkey.copernica.com").sent());
    cases.put(
        "55. a key of another kind",
        () -> valid().keyId("edwards._domainkey.copernica.com").sent());
    cases.put(
        "57. a key that does not exist",
        () -> valid().keyId("none._domainkey.copernica.com").sent());
    cases.put("a key of somebody else", () -> valid().key(TestKey.TWO).sent());
  }

  private static void identity(Map<String, Supplier<SentRequest>> cases) {
    for (String id :
        List.of("account_4321", "account_1234x", "account__1234", "account_01234", "1234", "")) {
      cases.put(
          "60, 62. X-Copernica-ID \"" + id + "\"",
          () -> valid().header("X-Copernica-ID", id).sent());
    }
  }

  private static SentRequest signature(UnaryOperator<String> change) {
    SentRequest sent = valid().sent();
    return sent.withHeader("Signature", change.apply(sent.header("Signature")));
  }

  private static SentRequest hmac(byte[] key) {
    return valid()
        .algorithm("hmac-sha256")
        .signer(
            bytes -> {
              try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return mac.doFinal(bytes);
              } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
              }
            })
        .sent();
  }

  private static SignedRequest valid() {
    return World.request(SignedRequest.BODY);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static List<String> inThree(String text) {
    return List.of(text.substring(0, 100), text.substring(100, 200), text.substring(200));
  }
}
