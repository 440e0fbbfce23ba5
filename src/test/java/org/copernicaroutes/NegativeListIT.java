package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.copernicaroutes.signature.Refusal;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.copernicaroutes.support.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The list of copernica-spec.md 4.10, entry by entry and in its order, over a socket to the
 * packaged application. What is refused moves the counter of its reason and no other, leaves its
 * line in the log and nothing else; what passes (PASS) is stored once and applied once. See {@link
 * Witness}.
 */
class NegativeListIT {

  private static final String ZONE = "._domainkey.copernica.com";
  private static final String LEAST = "(request-target) host date x-copernica-id digest";

  private static final AtomicInteger PROFILES = new AtomicInteger();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  private static World world;
  private static Witness witness;

  private final List<DynamicTest> entries = new ArrayList<>();
  private SentRequest original;

  @BeforeAll
  static void start() {
    world = new World(folder, PackagedApp::new);
    publishKeys();
    // every refusal has its line here, however many there are in a second
    world.app.with("copernica.signature.log-lines", 1000);
    world.app.with("copernica.callback.max-body-size", "64KB");
    // this machine is always believed, so it plays the proxy that tells how a call reached it
    world.app.with("copernica.callback.plain-http", "refuse");
    world.app.with("copernica.callback.trusted-proxies", "127.0.0.1");
    world.app.start();
    await().atMost(Witness.SOON).until(() -> world.app.readiness() == 200);
    witness = new Witness(world);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static void publishKeys() {
    String base64 = TestKey.ONE.publicBase64();
    String dkim = TestKey.ONE.dkim();
    world
        .dns
        .txt("weak" + ZONE, TestKey.rsa(512).dkim())
        .txt("revoked" + ZONE, "v=DKIM1; k=rsa; p=")
        .txt("edwards" + ZONE, "v=DKIM1; k=ed25519; p=" + base64)
        .txt("spaced" + ZONE, " v=DKIM1 ; k=rsa ; p= " + base64 + " ; ")
        .txt("second" + ZONE, "v=spf1 -all", dkim)
        .txt("replaced" + ZONE, dkim)
        .txt(SignedRequest.KEY_ID + ".evil.example", dkim)
        .txt("one._domainkey.evilcopernica.com", dkim)
        .txt("copernica.com", dkim)
        .records(
            "pieces" + ZONE,
            List.of(
                List.of(dkim.substring(0, 100), dkim.substring(100, 200), dkim.substring(200))));
  }

  @TestFactory
  Stream<DynamicTest> list() {
    headerSyntax();
    signatureBytes();
    coverage();
    requestTargetAndHost();
    date();
    digest();
    algorithmConfusion();
    keyIdAndDns();
    identity();
    replayAndTransport();
    entry("01-68 nothing but what passed has reached the CRM", witness::foundNothingElseInTheCrm);
    return entries.stream();
  }

  private void headerSyntax() {
    refused(
        "01 no Signature header",
        () -> valid().sent().without("Signature"),
        Refusal.MISSING_HEADER,
        "no `Signature` header");
    refused(
        "02 two Signature headers",
        () -> {
          SentRequest sent = valid().sent();
          return sent.withAnother("Signature", sent.header("Signature"));
        },
        Refusal.DUPLICATE_HEADER,
        "two Signature headers");
    malformed("03 empty value", header -> "", "has no keyId");
    malformed(
        "04 unterminated quote", header -> header.substring(0, header.length() - 1), "not closed");
    malformed(
        "05 duplicate keyId",
        header -> header + ",keyId=\"" + SignedRequest.KEY_ID + "\"",
        "`keyId` twice");
    malformed(
        "06 duplicate headers parameter, second list stronger",
        header -> header.replace("headers=", "headers=\"date\",headers="),
        "`headers` twice");
    malformed(
        "07 signature not base64",
        header -> header.replace(",signature=\"", ",signature=\"*"),
        "not canonical base64");
    malformed(
        "08 base64 without padding",
        header -> header.replace("==\"", "\""),
        "not canonical base64");
    passed(
        "09 documented folded shape without comma: the server lets folding through, PASS",
        () -> changed("Signature", header -> header.replace("\",", "\"\r\n ")));
  }

  private void signatureBytes() {
    forged("10 one bit flipped", () -> valid().signer(bytes -> flipped(signed(bytes))).sent());
    forged("11 string signed with trailing LF", () -> valid().signingString(s -> s + "\n").sent());
    forged(
        "12 CRLF between lines", () -> valid().signingString(s -> s.replace("\n", "\r\n")).sent());
    forged("13 RSA-PSS under rsa-sha256", () -> valid().signer(TestKey.ONE::signPss).sent());
    forged(
        "14a truncated signature",
        () -> valid().signer(bytes -> Arrays.copyOf(signed(bytes), 255)).sent());
    forged(
        "14b over-long signature",
        () -> valid().signer(bytes -> Arrays.copyOf(signed(bytes), 257)).sent());
  }

  private void coverage() {
    refused(
        "15 headers missing",
        () -> valid().covering(null).sent(),
        Refusal.COVERAGE,
        "covers `date` and not (request-target)");
    refused(
        "16 headers empty",
        () -> valid().covering("").sent(),
        Refusal.COVERAGE,
        "covers `` and not (request-target)");
    refused(
        "17 same name twice",
        () -> valid().covering(LEAST + " date").sent(),
        Refusal.MALFORMED_SIGNATURE,
        "lists `date` twice");
    lessCovering("18a (request-target) not covered, signature otherwise valid", "(request-target)");
    lessCovering("18b host not covered, signature otherwise valid", "host");
    lessCovering("18c date not covered, signature otherwise valid", "date");
    lessCovering("18d x-copernica-id not covered, signature otherwise valid", "x-copernica-id");
    lessCovering("18e digest not covered, signature otherwise valid", "digest");
    refused(
        "19 listed header absent from the request, signed as empty",
        () -> valid().covering(LEAST + " x-absent").sent(),
        Refusal.MISSING_HEADER,
        "no `x-absent` header");
    passed(
        "20 mixed-case list, values signed correctly: PASS",
        () -> valid().covering("(Request-Target) Host DATE X-Copernica-Id Digest").sent());
    forged(
        "21 mixed-case list signed over empty values",
        () ->
            valid()
                .covering("(request-target) Host Date X-Copernica-ID Digest")
                .signingString(s -> s.replaceAll("(?m)^([a-z-]+): .*$", "$1: "))
                .sent());
  }

  private void requestTargetAndHost() {
    forged(
        "22 upper-case method in the line",
        () -> valid().signingString(s -> s.replace(": post /", ": POST /")).sent());
    forged(
        "23 query left out",
        () ->
            valid()
                .target(SignedRequest.PATH + "?database=7")
                .signingString(s -> s.replace("?database=7", ""))
                .sent());
    forged(
        "24 %20 decoded",
        () ->
            valid()
                .target(SignedRequest.PATH + "?a=b%20c")
                .signingString(s -> s.replace("%20", " "))
                .sent());
    strayed(
        "25a replayed to another path: 404",
        () -> valid().sent().withTarget("/copernica/callback2?database=7"),
        404,
        "`POST /copernica/callback2` came");
    forged(
        "25b replayed to the path with another query",
        () -> valid().sent().withTarget(SignedRequest.PATH + "?database=8"));
    strayed(
        "26 other HTTP method: 405",
        () -> valid().sent().withMethod("PUT"),
        405,
        "`PUT /copernica/callback` came");
    refused(
        "27 host of another tenant, correctly signed",
        () -> valid().header("Host", "other.example.org").sent(),
        Refusal.HOST,
        "Host is `other.example.org`",
        "copernica.callback.hosts");
    passed(
        "28a host with a port, none configured: PASS",
        () -> valid().header("Host", SignedRequest.HOST + ":8443").sent());
    passed(
        "28b host in other case: PASS", () -> valid().header("Host", "Hooks.Example.ORG").sent());
    unread(
        "29 duplicate Host: the server refuses it unread",
        () -> valid().sent().withAnother("Host", SignedRequest.HOST));
  }

  private void date() {
    refused(
        "30 more than 300 s old",
        () -> valid().signedAt(now().minusSeconds(302)).sent(),
        Refusal.TOO_OLD,
        "the limit is 5m (copernica.signature.max-age)",
        "clock (NTP)");
    refused(
        "31 more than 60 s ahead",
        () -> valid().signedAt(now().plusSeconds(75)).sent(),
        Refusal.TOO_NEW,
        "the limit is 1m (copernica.signature.max-skew)",
        "clock (NTP)");
    refused(
        "32 value \"tomorrow\"",
        () -> valid().header("Date", "tomorrow").sent(),
        Refusal.MALFORMED_HEADER,
        "the Date header is `tomorrow`");
    refused(
        "33 missing",
        () -> valid().sent().without("Date"),
        Refusal.MISSING_HEADER,
        "no `Date` header");
    refused(
        "34 two Date headers, fresh one first, signed one second",
        () -> {
          SentRequest stale = valid().signedAt(now().minusSeconds(900)).sent();
          return stale
              .withHeader("Date", valid().sent().header("Date"))
              .withAnother("Date", stale.header("Date"));
        },
        Refusal.DUPLICATE_HEADER,
        "two Date headers");
  }

  private void digest() {
    refused(
        "35 of another body",
        () ->
            valid().header("Digest", "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=").sent(),
        Refusal.DIGEST,
        "its SHA-256 is not in the Digest header");
    refused(
        "36 MD5 only",
        () -> valid().header("Digest", "MD5=1B2M2Y8AsgTpgAmY7PhCfg==").sent(),
        Refusal.DIGEST,
        "neither SHA-256 nor SHA-512");
    refused(
        "37 adler32 only",
        () -> valid().header("Digest", "adler32=03da0195").sent(),
        Refusal.DIGEST,
        "neither SHA-256 nor SHA-512");
    passed("38 sha-256= lowercase: PASS", () -> redigested(d -> d.replace("SHA", "sha")));
    refused(
        "39 two digests, one wrong",
        () -> redigested(d -> d + ",SHA-512=" + Base64.getEncoder().encodeToString(new byte[64])),
        Refusal.DIGEST,
        "its SHA-512 is not in the Digest header");
    refused(
        "40 whitespace inside",
        () -> redigested(d -> d.substring(0, 20) + " " + d.substring(20)),
        Refusal.MALFORMED_HEADER,
        "canonical base64");
    refused(
        "41 body changed, same length",
        () -> rewritten(body -> body.replace("ann", "bob")),
        Refusal.DIGEST,
        "a proxy that changes bodies");
    refused(
        "42 newline appended to the body",
        () -> rewritten(body -> body + "\n"),
        Refusal.DIGEST,
        "a proxy that changes bodies");
    entry(
        "43 empty body with the matching digest: authentic, but payload rejected (kept as unreadable)",
        () -> witness.keepsAsUnreadable(valid().body("").sent()));
  }

  private void algorithmConfusion() {
    hmac("44a hmac-sha256 keyed with the PEM of the public key", pem());
    hmac("44b hmac-sha256 keyed with its base64 text", ascii(TestKey.ONE.publicBase64()));
    hmac("44c hmac-sha256 keyed with its DER", TestKey.ONE.publicKey());
    forged(
        "44d the same under the name rsa-sha256",
        () -> valid().signer(bytes -> mac(TestKey.ONE.publicKey(), bytes)).sent());
    algorithm("45a none", "none");
    algorithm("45b rsa-md5", "rsa-md5");
    algorithm("45c rsa-sha1", "rsa-sha1");
    algorithm("45d hs2019", "hs2019");
    algorithm("45e empty algorithm", "");
    unusable("46 512-bit key in DNS", "weak" + ZONE, "its key has 512 bits");
  }

  private void keyIdAndDns() {
    foreign("47 under copernica.com.evil.example", SignedRequest.KEY_ID + ".evil.example");
    foreign("48 evilcopernica.com", "one._domainkey.evilcopernica.com");
    foreign("49 copernica.com itself", "copernica.com");
    foreign("50a slash", "a/b.copernica.com");
    foreign("50b space", "a b.copernica.com");
    unread(
        "50c newline: the server refuses it unread",
        () -> valid().keyId("a\nb.copernica.com").sent());
    unread(
        "50d NUL: the server refuses it unread",
        () -> valid().keyId("a\u0000b.copernica.com").sent());
    foreign("50e 300 characters", "a.".repeat(143) + ".copernica.com");
    passed(
        "51 upper case: PASS",
        () -> valid().keyId(SignedRequest.KEY_ID.toUpperCase(Locale.ROOT)).sent());
    unusable("52 p= empty", "revoked" + ZONE, "the key is revoked");
    passed("53 TXT in three strings: PASS", () -> valid().keyId("pieces" + ZONE).sent());
    passed(
        "54 spaces and trailing semicolon in TXT: PASS",
        () -> valid().keyId("spaced" + ZONE).sent());
    unusable("55 k=ed25519", "edwards" + ZONE, "its key type is `ed25519`");
    passed("56 SPF record first, DKIM second: PASS", () -> valid().keyId("second" + ZONE).sent());
    unusable("57a NXDOMAIN", "none" + ZONE, "the name does not exist");
    undecided("57b SERVFAIL: not decided, nothing applied", () -> world.dns.fails());
    undecided("57c timeout: not decided, nothing applied", () -> world.dns.isSilent());
    entry("58 key replaced under the same name: cached key fails, refetch: PASS", this::replaceKey);
    entry(
        "59 10,000 distinct names while DNS is silent: 64 are asked for at a time",
        () -> {
          new ManyNames(world, witness, valid().sent()).askedForWhileDnsIsSilent();
          awaitDecisions();
        });
  }

  private void replaceKey() throws IOException {
    String name = "replaced" + ZONE;
    witness.passes(valid().keyId(name).sent());
    world.dns.txt(name, TestKey.TWO.dkim());
    witness.passes(valid().keyId(name).key(TestKey.TWO).sent());
    assertThat(world.dns.queries(name)).isEqualTo(2);
  }

  private void identity() {
    refused(
        "60 another account, genuinely signed by Copernica",
        () -> valid().header("X-Copernica-ID", "account_77").sent(),
        Refusal.ACCOUNT,
        "X-Copernica-ID is `account_77`",
        "copernica.accounts");
    account("61a account_1234: PASS", "account_1234");
    account("61b Account-1234: PASS", "Account-1234");
    account("61c padded with spaces: PASS", "  account-1234  ");
    noAccount("62a account-1234x", "account-1234x");
    noAccount("62b account--1234", "account--1234");
    noAccount("62c account-01234", "account-01234");
  }

  private void replayAndTransport() {
    entry(
        "63 exact replay within the window: 200 with the same id, applied once",
        () -> {
          original = valid().sent();
          witness.passes(original);
          witness.passesAgain(original);
        });
    entry(
        "64 same after a restart: 200 with the same id, applied once",
        () -> {
          world.app.kill();
          world.app.start();
          await().atMost(Witness.SOON).until(() -> world.app.readiness() == 200);
          witness.passesAgainAfterARestart(original, valid().sent());
        });
    entry(
        "65 same nonce, different body: PASS",
        () -> {
          witness.passes(valid().header("X-Nonce", "k3v9q1").sent());
          witness.passes(valid().header("X-Nonce", "k3v9q1").sent());
        });
    entry(
        "66 plain HTTP, to a trusted proxy that says so, where the setting is refuse: 401",
        () ->
            witness.refuses(
                () -> witness.sent(valid().sent().withAnother("X-Forwarded-Proto", "http")),
                401,
                "plain_http",
                "over plain HTTP",
                "copernica.callback.plain-http"));
    entry(
        "67 body over the limit with correct digest: 413",
        () ->
            witness.refuses(
                () -> witness.sent(valid().body("a".repeat(64 * 1024 + 1)).sent().withBody("")),
                413,
                "too_large",
                "larger than 64KB (copernica.callback.max-body-size)"));
    refused(
        "68a Content-Length shorter than the body",
        () -> valid().sent().withHeader("Content-Length", "20"),
        Refusal.DIGEST,
        "the body of 20 bytes");
    entry(
        "68b Content-Length longer than the body, and the sender hangs up: 400",
        () ->
            witness.refuses(
                () -> {
                  try (DoorConnection connection = new DoorConnection(world.app.port())) {
                    return connection.sendTheLast(
                        valid().sent().withHeader("Content-Length", "9999").bytes());
                  }
                },
                400,
                "broken",
                "before the body was complete"));
    unread(
        "68c two Content-Lengths: the server refuses it unread",
        () -> valid().sent().withAnother("Content-Length", "1"));
  }

  private void entry(String title, Executable test) {
    entries.add(DynamicTest.dynamicTest(title, test));
  }

  private void refused(
      String title, Supplier<SentRequest> request, Refusal reason, String... words) {
    entry(title, () -> witness.refuses(request.get(), reason, words));
  }

  private void malformed(String title, UnaryOperator<String> change, String words) {
    refused(title, () -> changed("Signature", change), Refusal.MALFORMED_SIGNATURE, words);
  }

  private void forged(String title, Supplier<SentRequest> request) {
    refused(title, request, Refusal.SIGNATURE, "no key under its keyId made this signature");
  }

  private void lessCovering(String title, String name) {
    refused(
        title,
        () -> valid().covering(LEAST.replace(name, "").strip()).sent(),
        Refusal.COVERAGE,
        "and not " + name);
  }

  private void hmac(String title, byte[] key) {
    refused(
        title,
        () -> valid().algorithm("hmac-sha256").signer(bytes -> mac(key, bytes)).sent(),
        Refusal.ALGORITHM,
        "`hmac-sha256`");
  }

  private void algorithm(String title, String name) {
    refused(title, () -> valid().algorithm(name).sent(), Refusal.ALGORITHM, "is `" + name + "`");
  }

  private void foreign(String title, String keyId) {
    refused(
        title,
        () -> valid().keyId(keyId).sent(),
        Refusal.KEY_NAME,
        "no name below copernica.com (copernica.signature.key-domain)");
  }

  private void unusable(String title, String keyId, String why) {
    refused(title, () -> valid().keyId(keyId).sent(), Refusal.KEY, why, keyId);
  }

  private void noAccount(String title, String id) {
    refused(
        title,
        () -> valid().header("X-Copernica-ID", id).sent(),
        Refusal.MALFORMED_HEADER,
        "X-Copernica-ID is `" + id + "`");
  }

  private void account(String title, String id) {
    passed(title, () -> valid().header("X-Copernica-ID", id).sent());
  }

  private void passed(String title, Supplier<SentRequest> request) {
    entry(title, () -> witness.passes(request.get()));
  }

  private void strayed(String title, Supplier<SentRequest> request, int status, String words) {
    entry(title, () -> witness.strays(request.get(), status, words));
  }

  private void unread(String title, Supplier<SentRequest> request) {
    entry(
        title, () -> witness.refuses(() -> witness.sent(request.get()), 400, "no_http", "no HTTP"));
  }

  private void undecided(String title, Runnable trouble) {
    entry(
        title,
        () -> {
          trouble.run();
          try {
            witness.leavesUndecided(valid().keyId("unknown" + PROFILES.get() + ZONE).sent());
          } finally {
            world.dns.answers();
          }
          awaitDecisions();
        });
  }

  /** What was kept unverified has been looked at again. */
  private static void awaitDecisions() {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> world.app.metric("copernica_waiting{queue=\"unverified\"") == 0);
  }

  /** An update that would reach the CRM, unlike any other. */
  private static SignedRequest valid() {
    return World.request(World.update(PROFILES.incrementAndGet(), "ann"));
  }

  private static SentRequest changed(String header, UnaryOperator<String> change) {
    SentRequest sent = valid().sent();
    return sent.withHeader(header, change.apply(sent.header(header)));
  }

  /** Signed over a Digest header that was changed before. */
  private static SentRequest redigested(UnaryOperator<String> change) {
    SignedRequest request = valid();
    return request.header("Digest", change.apply(request.sent().header("Digest"))).sent();
  }

  /** Sent with another body than was signed, of which the length is no part. */
  private static SentRequest rewritten(UnaryOperator<String> change) {
    SentRequest sent = valid().covering(LEAST).sent();
    String body = change.apply(new String(sent.body(), StandardCharsets.UTF_8));
    return sent.withBody(body).withHeader("Content-Length", String.valueOf(body.length()));
  }

  private static byte[] signed(byte[] bytes) {
    return TestKey.ONE.sign("SHA256withRSA", bytes);
  }

  private static byte[] flipped(byte[] signature) {
    signature[17] ^= 1;
    return signature;
  }

  private static byte[] pem() {
    return ascii(
        "-----BEGIN PUBLIC KEY-----\n"
            + TestKey.ONE.publicBase64()
            + "\n-----END PUBLIC KEY-----\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] mac(byte[] key, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
