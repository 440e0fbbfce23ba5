package org.copernicaroutes.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.copernicaroutes.support.SignedRequest.KEY_ID;
import static org.copernicaroutes.support.SignedRequest.valid;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.copernicaroutes.support.FakeDns;
import org.copernicaroutes.support.SettableClock;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys from a real name server on loopback; the numbers are those of copernica-spec.md 4.10. */
class DkimKeysTest {

  private static final Duration TTL = Duration.ofMinutes(5);
  private static final int LOOKUPS = 8;

  private final CheckedSignature checked = new CheckedSignature();
  private final FakeDns dns = checked.dns;
  private final SettableClock clock = checked.clock;

  @AfterEach
  void close() {
    checked.close();
  }

  @Test
  @DisplayName("52. refuses a revoked key, and forgets what it knew of it")
  void refusesARevokedKey() throws Exception {
    assertVerified(valid());
    dns.txt(KEY_ID, "v=DKIM1; p=");
    clock.advance(TTL);
    assertRefused(Refusal.KEY, valid());
    dns.fails();
    clock.advance(KeyCaching.ABSENT_TTL);
    assertUndecided(valid());
  }

  @Test
  @DisplayName("53. reads a key in three strings")
  void readsThreeStrings() throws Exception {
    String record = TestKey.ONE.dkim();
    dns.records(
        KEY_ID,
        List.of(
            List.of(
                record.substring(0, 5),
                record.substring(5, 100),
                record.substring(100, 300),
                record.substring(300))));
    assertVerified(valid());
  }

  @ParameterizedTest(name = "54. reads the record {0}")
  @MethodSource("goodRecords")
  void readsRecords(String record) throws Exception {
    dns.txt(KEY_ID, record);
    assertVerified(valid());
  }

  static List<String> goodRecords() {
    String p = TestKey.ONE.publicBase64();
    return List.of(
        " v = DKIM1 ; k = rsa ; p = " + p.substring(0, 50) + " \t" + p.substring(50) + " ; ",
        "p=" + p,
        "v=DKIM1; h=sha1:sha256; s=email; t=y; n=a note; x=1; p=" + p + ";");
  }

  @ParameterizedTest(name = "55. refuses the record {0}")
  @MethodSource("badRecords")
  void refusesRecords(String record) throws Exception {
    dns.txt(KEY_ID, record);
    assertRefused(Refusal.KEY, valid());
  }

  static List<String> badRecords() {
    String p = TestKey.ONE.publicBase64();
    return List.of(
        "v=DKIM1; k=ed25519; p=" + p,
        "v=DKIM1; h=sha1; p=" + p,
        "k=rsa; v=DKIM1; p=" + p,
        "v=DKIM2; p=" + p,
        "v=DKIM1; p=" + p + "; p=" + p,
        "v=DKIM1; p=" + p.substring(4),
        "v=DKIM1; p=!" + p,
        "v=DKIM1; k=rsa",
        "v=spf1 -all");
  }

  @Test
  @DisplayName("56. finds the key behind an SPF record and another key")
  void findsTheKeyAmongOthers() throws Exception {
    dns.txt(KEY_ID, "v=spf1 include:example.org -all", TestKey.TWO.dkim(), TestKey.ONE.dkim());
    assertVerified(valid());
  }

  @ParameterizedTest(name = "reads a bare RSA key of {0} bits, whose head is {1} bytes shorter")
  @CsvSource({"1024,22", "2048,24"})
  void readsABareRsaKey(int bits, int head) throws Exception {
    TestKey key = TestKey.rsa(bits);
    byte[] info = key.publicKey();
    byte[] bare = Arrays.copyOfRange(info, head, info.length);
    dns.txt(KEY_ID, "p=" + Base64.getEncoder().encodeToString(bare));
    assertVerified(valid().key(key));
  }

  @Test
  @DisplayName("57. refuses where DNS is sure, and is undecided where it fails")
  void tellsNoFromDoNotKnow() throws Exception {
    assertRefused(Refusal.KEY, valid().keyId("none.copernica.com"));
    dns.records("empty.copernica.com", List.of());
    assertRefused(Refusal.KEY, valid().keyId("empty.copernica.com"));
    dns.fails();
    assertUndecided(valid());
    dns.answers();
    assertVerified(valid());
  }

  @Test
  @DisplayName("58. a key replaced under the same name is fetched when the old one fails")
  void fetchesAReplacedKey() throws Exception {
    assertVerified(valid());
    dns.txt(KEY_ID, TestKey.TWO.dkim());
    assertVerified(valid().key(TestKey.TWO));
    assertThat(dns.queries()).isEqualTo(2);
  }

  @Test
  void aReplacedKeyServesForItsLastHourUnlessItIsRevoked() throws Exception {
    assertVerified(valid());
    dns.txt(KEY_ID, TestKey.TWO.dkim());
    assertVerified(valid().key(TestKey.TWO));
    assertVerified(valid());
    clock.advance(TTL.plusHours(1));
    assertRefused(Refusal.SIGNATURE, valid());
  }

  @Test
  void aRevokedKeyBesideANewOneNoLongerServes() throws Exception {
    assertVerified(valid());
    dns.txt(KEY_ID, "v=DKIM1; p=", TestKey.TWO.dkim());
    clock.advance(TTL);
    assertVerified(valid().key(TestKey.TWO));
    assertRefused(Refusal.SIGNATURE, valid());
  }

  @Test
  void forgeriesAskDnsOnceInTenSeconds() throws Exception {
    SignedRequest forged = valid().key(TestKey.TWO);
    for (int i = 0; i < 20; i++) {
      assertRefused(Refusal.SIGNATURE, forged);
    }
    assertThat(dns.queries()).isEqualTo(2);
    clock.advance(Duration.ofSeconds(10));
    assertRefused(Refusal.SIGNATURE, forged);
    assertThat(dns.queries()).isEqualTo(3);
  }

  @Test
  @DisplayName("59. names without end: few look-ups at once, and none for a name that is known")
  void boundsTheLookups() throws Exception {
    assertVerified(valid());
    dns.hold();
    List<CompletableFuture<KeyAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      answers.add(checked.keys.of(name("n" + i)));
    }
    assertThat(answers.stream().filter(a -> !a.isDone())).hasSize(LOOKUPS);
    await().atMost(10, TimeUnit.SECONDS).until(() -> dns.queries() >= 1 + LOOKUPS);
    assertVerified(valid());
    dns.release();
    for (CompletableFuture<KeyAnswer> answer : answers.subList(0, LOOKUPS)) {
      assertThat(answer.get(60, TimeUnit.SECONDS)).isInstanceOf(KeyAnswer.Absent.class);
    }
    assertThat(answers.get(LOOKUPS).join()).isInstanceOf(KeyAnswer.Unavailable.class);
    assertThat(checked.keys.of(name("later")).get(60, TimeUnit.SECONDS))
        .isInstanceOf(KeyAnswer.Absent.class);
  }

  @Test
  void aKnownNameIsAskedForThoughStrangersTakeAllLookups() throws Exception {
    assertVerified(valid());
    clock.advance(TTL);
    dns.hold();
    IntStream.range(0, LOOKUPS).forEach(i -> checked.keys.of(name("n" + i)));
    CompletableFuture<KeyAnswer> known = checked.keys.of(KeyName.of(KEY_ID, "copernica.com"));
    assertThat(known).isNotDone();
    dns.release();
    assertThat(known.get(60, TimeUnit.SECONDS)).isInstanceOf(KeyAnswer.Keys.class);
  }

  @Test
  void aNameThatWasGoodBeforeIsAskedForThoughStrangersTakeAllLookups() throws Exception {
    checked.seen(KEY_ID);
    dns.hold();
    IntStream.range(0, LOOKUPS).forEach(i -> checked.keys.of(name("n" + i)));
    assertThat(checked.keys.of(name("stranger"))).isDone();
    CompletableFuture<KeyAnswer> good = checked.keys.of(KeyName.of(KEY_ID, "copernica.com"));
    assertThat(good).isNotDone();
    dns.release();
    assertThat(good.get(60, TimeUnit.SECONDS)).isInstanceOf(KeyAnswer.Keys.class);
  }

  @Test
  void oneNameIsAskedForOnceHoweverManyWait() throws Exception {
    dns.hold();
    List<CompletableFuture<KeyAnswer>> answers =
        IntStream.range(0, 50)
            .mapToObj(i -> checked.keys.of(KeyName.of(KEY_ID, "copernica.com")))
            .toList();
    dns.release();
    for (CompletableFuture<KeyAnswer> answer : answers) {
      assertThat(answer.get(60, TimeUnit.SECONDS)).isInstanceOf(KeyAnswer.Keys.class);
    }
    assertThat(dns.queries()).isEqualTo(1);
  }

  @Test
  void aKnownKeyIsThereAtOnce() throws Exception {
    assertVerified(valid());
    assertThat(checked.check.check(valid().captured()).toCompletableFuture()).isDone();
  }

  @ParameterizedTest(
      name = "a TTL of {0} seconds counts as one minute at least and an hour at most")
  @ValueSource(longs = {0, 60, 3600, 86400})
  void remembersByTtl(long seconds) throws Exception {
    Duration remembered = Duration.ofSeconds(Math.min(3600, Math.max(60, seconds)));
    dns.ttl(Duration.ofSeconds(seconds));
    assertVerified(valid());
    clock.advance(remembered.minusSeconds(1));
    assertVerified(valid());
    assertThat(dns.queries()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertVerified(valid());
    assertThat(dns.queries()).isEqualTo(2);
  }

  @Test
  void remembersForAShortWhileThatThereIsNoKey() throws Exception {
    dns.remove(KEY_ID);
    assertRefused(Refusal.KEY, valid());
    dns.txt(KEY_ID, TestKey.ONE.dkim());
    assertRefused(Refusal.KEY, valid());
    assertThat(dns.queries()).isEqualTo(1);
    clock.advance(KeyCaching.ABSENT_TTL);
    assertVerified(valid());
  }

  @Test
  void theLastKnownKeyServesForAnHourWhileDnsFails() throws Exception {
    assertVerified(valid());
    dns.fails();
    clock.advance(TTL);
    assertVerified(valid());
    clock.advance(Duration.ofMinutes(59));
    assertVerified(valid());
    assertUndecided(valid().key(TestKey.TWO));
    clock.advance(Duration.ofMinutes(1));
    assertUndecided(valid());
  }

  @Test
  void anotherSignatureWhileDnsFailsIsUndecidedAndChangesNothing() throws Exception {
    assertVerified(valid());
    dns.fails();
    assertUndecided(valid().key(TestKey.TWO));
    assertUndecided(valid().key(TestKey.TWO));
    int asked = dns.queries();
    clock.advance(TTL.minusSeconds(1));
    assertVerified(valid());
    assertThat(dns.queries()).isEqualTo(asked);
  }

  @Test
  void aKeyReplacedWhileDnsFailedIsFoundOnceItAnswers() throws Exception {
    assertVerified(valid());
    dns.fails();
    assertUndecided(valid().key(TestKey.TWO));
    dns.txt(KEY_ID, TestKey.TWO.dkim()).answers();
    clock.advance(Duration.ofSeconds(10));
    assertVerified(valid().key(TestKey.TWO));
    assertRefused(Refusal.SIGNATURE, valid().key(TestKey.rsa(1024)));
  }

  @Test
  void whileDnsFailsItIsNotAskedForEveryRequest() throws Exception {
    assertVerified(valid());
    dns.fails();
    clock.advance(TTL);
    assertVerified(valid());
    int asked = dns.queries();
    assertVerified(valid());
    assertThat(dns.queries()).isEqualTo(asked);
    dns.answers();
    clock.advance(KeyCaching.FAILED_TTL);
    assertVerified(valid());
    assertThat(dns.queries()).isEqualTo(asked + 1);
  }

  @Test
  void anAnswerTooLongForUdpComesOverTcp() throws Exception {
    dns.txt(KEY_ID, "x".repeat(3000), TestKey.ONE.dkim());
    assertVerified(valid());
    assertThat(dns.queriesOverTcp()).isEqualTo(1);
  }

  @Test
  @DisplayName("57. is undecided where DNS is silent, and says which server was")
  void saysWhichServerDidNotAnswer() throws Exception {
    Rules rules = CheckedSignature.rules("1234", SignedRequest.HOST);
    try (CheckedSignature impatient = new CheckedSignature(rules, Duration.ofMillis(200))) {
      impatient.dns.isSilent();
      assertThat(((Verdict.Undecided) impatient.of(valid())).request().why())
          .isEqualTo(
              "the key `one._domainkey.copernica.com` could not be had from DNS: the name server "
                  + impatient.dns.address()
                  + " did not answer in time. Check copernica.signature.dns-servers and the"
                  + " network");
      assertThat(impatient.dns.queries()).isEqualTo(2);
    }
  }

  @Test
  void theNextServerIsAskedWhereOneFails() throws Exception {
    try (FakeDns second = FakeDns.start().txt(KEY_ID, TestKey.ONE.dkim())) {
      dns.fails();
      NameServers both =
          NameServers.of(dns.address() + ", " + second.address(), Duration.ofSeconds(8), 3);
      assertThat(new DnsTxt(both).of(KeyName.of(KEY_ID, "copernica.com")).get(60, TimeUnit.SECONDS))
          .isInstanceOf(TxtRecords.Found.class);
      assertThat(second.queries()).isEqualTo(1);
    }
  }

  @Test
  void triesAtMostThreeKeysOfAName() throws Exception {
    String two = TestKey.TWO.dkim();
    dns.txt(KEY_ID, two, TestKey.rsa(1024).dkim(), TestKey.rsa(1024).dkim(), TestKey.ONE.dkim());
    assertRefused(Refusal.SIGNATURE, valid());
    assertVerified(valid().key(TestKey.TWO));
  }

  private static KeyName name(String label) {
    return KeyName.of(label + ".copernica.com", "copernica.com");
  }

  private void assertVerified(SignedRequest request) throws Exception {
    assertThat(checked.of(request)).isInstanceOf(Verdict.Verified.class);
  }

  private void assertUndecided(SignedRequest request) throws Exception {
    assertThat(checked.of(request)).isInstanceOf(Verdict.Undecided.class);
  }

  private void assertRefused(Refusal reason, SignedRequest request) throws Exception {
    assertThat(checked.of(request))
        .isInstanceOfSatisfying(
            Verdict.Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
