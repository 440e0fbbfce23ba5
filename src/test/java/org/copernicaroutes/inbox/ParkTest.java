package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.copernicaroutes.support.SignedRequest.KEY_ID;
import static org.copernicaroutes.support.SignedRequest.valid;

import jakarta.jms.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.signature.UnverifiedRequest;
import org.copernicaroutes.signature.Verdict;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;

/** Requests whose key cannot be had when they come. */
class ParkTest {

  private static final String DEAD = Queues.dead(Queues.UNVERIFIED);
  private static final String OTHER = "two._domainkey.copernica.com";
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path directory;
  private Bench bench;
  private Park park;

  @BeforeEach
  void open() {
    open(Bench.parking());
  }

  private void open(ParkSettings settings) {
    bench = bench(TransactionOperations.withoutTransaction());
    bench.checked.dns.fails();
    park = bench.park(settings);
  }

  private void openAgain(ParkSettings settings) {
    bench.close();
    open(settings);
  }

  Bench bench(TransactionOperations database) {
    return new Bench(directory, database);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static ParkSettings limits(int requests, long bytes) {
    return new ParkSettings(
        requests, DataSize.ofBytes(bytes), 5, Duration.ofHours(24), Duration.ofDays(7), 5);
  }

  private UnverifiedRequest unverified(SignedRequest request) throws Exception {
    return ((Verdict.Undecided) bench.checked.of(request)).request();
  }

  private Answer put(SignedRequest request) throws Exception {
    return park.put(unverified(request)).get(60, TimeUnit.SECONDS);
  }

  private static SignedRequest named(String body) {
    return valid().body(body).header("X-Nonce", "n" + body.hashCode());
  }

  private void settled() {
    await().atMost(SOON).until(() -> bench.depth(Queues.PARK) == 0);
  }

  @Test
  void waitsUnprovenAndGoesOnAsIfItHadComeDirectly() throws Exception {
    UnverifiedRequest request = unverified(named("a"));
    assertThat(put(named("a"))).isEqualTo(Answer.stored(request.id()));
    await().atMost(SOON).until(() -> !bench.watch.standing().isEmpty());
    assertThat(bench.depth(Queues.PARK)).isEqualTo(1);
    assertThat(bench.depth(Queues.INBOX)).isZero();

    bench.checked.dns.answers();
    settled();
    Verdict.Verified direct = (Verdict.Verified) bench.checked.of(named("a"));
    try (var connection = bench.broker.connect();
        Taking taking = new Taking(connection, Queues.INBOX)) {
      assertThat(InboxMessage.read(taking.take(1).get(0)))
          .usingRecursiveComparison()
          .isEqualTo(direct.request());
    }
    await().atMost(SOON).until(() -> count("settled", "outcome", "verified") == 1);
    assertThat(count("deferred")).isEqualTo(1);
    assertThat(count("stored")).isEqualTo(1);
    await().atMost(SOON).until(() -> bench.watch.standing().isEmpty());
  }

  private double count(String counter, String... tags) {
    return bench.meters.counter("copernica." + counter, tags).count();
  }

  @Test
  void whatAnotherKeyMadeIsKeptForAWeekWithItsReasonAndNeverGoesOn() throws Exception {
    put(named("old key"));
    put(named("new key").key(TestKey.TWO));
    bench.checked.dns.txt(KEY_ID, TestKey.TWO.dkim()).answers();
    settled();
    assertThat(bench.words(Queues.INBOX)).containsExactly("new key");
    Message dead = bench.messages(DEAD).get(0);
    assertThat(dead.getStringProperty("refusal")).isEqualTo("signature");
    assertThat(dead.getStringProperty("reason"))
        .contains("made this signature of what arrived", KEY_ID);
    assertThat(dead.getStringProperty("queue")).isEqualTo(Queues.PARK);
    assertThat(dead.getStringProperty("parkedAt")).isNotNull();
    assertThat(dead.getStringProperty("receivedAt")).isEqualTo(SignedRequest.SIGNED_AT.toString());
    assertThat(Duration.ofMillis(dead.getJMSExpiration() - dead.getJMSTimestamp()))
        .isEqualTo(Duration.ofDays(7));
    assertThat(bench.words(DEAD)).containsExactly("old key");
  }

  @Test
  void aRevokedKeyProvesNothing() throws Exception {
    put(named("a"));
    bench.checked.dns.txt(KEY_ID, "v=DKIM1; p=").answers();
    settled();
    assertThat(bench.messages(DEAD).get(0).getStringProperty("refusal")).isEqualTo("key");
    assertThat(bench.depth(Queues.INBOX)).isZero();
  }

  @Test
  void aNameThatCannotBeDecidedHoldsUpNoOtherAndEachKeepsItsOrder() throws Exception {
    bench.checked.seen(KEY_ID).seen(OTHER).dns.txt(OTHER, TestKey.ONE.dkim());
    List<String> other = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      put(named("one " + i));
      put(named("two " + i).keyId(OTHER));
      other.add("two " + i);
    }
    bench.checked.dns.answers().failsFor(KEY_ID);
    await().atMost(SOON).until(() -> bench.depth(Queues.INBOX) == 30);
    assertThat(bench.words(Queues.INBOX)).isEqualTo(other);
    assertThat(bench.depth(Queues.PARK)).isEqualTo(30);

    bench.checked.dns.answers();
    settled();
    assertThat(bench.words(Queues.INBOX).subList(30, 60))
        .isEqualTo(other.stream().map(w -> w.replace("two", "one")).toList());
  }

  @Test
  void aForgeryThatCannotBeRefusedYetHoldsUpNothingThatAKnownKeyMade() throws Exception {
    park.stop();
    for (String i : List.of("1", "2")) {
      putUnwatched(named("forged " + i).key(TestKey.TWO));
      putUnwatched(named("genuine " + i).key(TestKey.TWO));
      putUnwatched(named("genuine " + i));
    }
    bench.checked.dns.answers();
    assertThat(bench.checked.of(named("known"))).isInstanceOf(Verdict.Verified.class);
    bench.checked.dns.fails();
    bench.park(Bench.parking());
    await().atMost(SOON).until(() -> bench.depth(Queues.INBOX) == 2);
    assertThat(bench.words(Queues.INBOX)).containsExactly("genuine 1", "genuine 2");
    await()
        .atMost(SOON)
        .until(() -> bench.words(Queues.PARK).containsAll(List.of("forged 1", "forged 2")));
    assertThat(bench.depth(DEAD)).isZero();
  }

  @Test
  void whatWasVerifiedBehindAForgeryIsNotVerifiedOnceMoreWhenItIsTaken() throws Exception {
    Taken event = ParkedMessage.of(unverified(named("genuine")));
    bench.checked.dns.answers();
    Verdict.Verified found = (Verdict.Verified) bench.checked.of(named("genuine"));
    ParkVerdicts verdicts = bench.verdicts(Bench.parking());
    bench.checked.clock.advance(Duration.ofHours(3)); // what is known of the key is over
    bench.checked.dns.fails();

    assertThat(verdicts.of(List.of(event), true, Map.of())).isEmpty();
    assertThat(verdicts.of(List.of(event), true, Map.of(found.request().id(), found)))
        .extracting(Settled::outcome)
        .containsExactly(Settled.Outcome.VERIFIED);
  }

  @Test
  void aForgeryUnderAGoodNameDoesNotMakeItAStranger() throws Exception {
    park.stop();
    bench.checked.dns.answers();
    assertThat(bench.checked.of(named("known"))).isInstanceOf(Verdict.Verified.class);
    bench.checked.dns.fails();
    putUnwatched(named("forged").key(TestKey.TWO));
    bench.checked.clock.advance(Duration.ofHours(3)); // what is known of the key is over
    putUnwatched(named("genuine").signedAt(bench.checked.clock.instant()));
    try (var connection = bench.broker.connect()) {
      ParkLook look = ParkLook.at(connection, Queues.PARK);
      assertThat(look.load().strangers()).isEqualTo(1);
      assertThat(look.turns(new java.util.Random(1)).get(0)).containsExactly(KEY_ID);
    }
  }

  /** While nothing takes out of the park. */
  private void putUnwatched(SignedRequest request) throws Exception {
    Answer answer = bench.writer.put(Arrival.of(unverified(request))).get(60, TimeUnit.SECONDS);
    assertThat(answer.isStored()).isTrue();
  }

  @Test
  void aRepetitionIsAnsweredAlikeAndHasNoSecondEffect() throws Exception {
    Answer first = put(named("a"));
    assertThat(put(named("a"))).isEqualTo(first);
    openAgain(Bench.parking());
    assertThat(put(named("a"))).isEqualTo(first);
    assertThat(bench.words(Queues.PARK)).containsExactly("a");
  }

  @Test
  void aRepetitionThatCouldBeVerifiedMeanwhileHasNoSecondEffect() throws Exception {
    put(named("a"));
    put(named("b"));
    bench.checked.dns.answers().failsFor(KEY_ID);
    storeDirectly("a");
    bench.checked.dns.answers();
    settled();
    assertThat(bench.words(Queues.INBOX)).containsExactlyInAnyOrder("a", "b");
    assertThat(bench.depth(DEAD)).isZero();
  }

  @Test
  void norHasOneThatWasVerifiedBeforeARestart() throws Exception {
    put(named("b"));
    put(named("a"));
    put(named("c"));
    storeDirectly("a");
    openAgain(Bench.parking());
    bench.checked.dns.answers();
    settled();
    assertThat(bench.words(Queues.INBOX)).containsExactly("a", "b", "c");
  }

  /** As by the door of another node, which can ask for the key. */
  private void storeDirectly(String body) throws Exception {
    try (var other = new org.copernicaroutes.signature.CheckedSignature()) {
      Verdict.Verified verified = (Verdict.Verified) other.of(named(body));
      Answer answer = bench.writer.put(Arrival.of(verified.request())).get(60, TimeUnit.SECONDS);
      assertThat(answer.isStored()).isTrue();
    }
  }

  @Test
  void aForgeryOfTheSameSigningStringDoesNotTakeThePlaceOfTheGenuine() throws Exception {
    put(named("a").key(TestKey.TWO));
    put(named("a"));
    bench.checked.dns.answers();
    settled();
    assertThat(bench.words(Queues.INBOX)).containsExactly("a");
    assertThat(bench.depth(Queues.INBOX)).isEqualTo(1);
  }

  @Test
  void neverKeepsMoreThanItsBoundsNotInABurstAndNotAfterARestart() throws Exception {
    openAgain(limits(20, 1_000_000));
    bench.checked.seen(KEY_ID);
    assertThat(storedOf(burst(100, ""))).isEqualTo(20);
    assertThat(bench.depth(Queues.PARK)).isEqualTo(20);
    openAgain(limits(20, 1_000_000));
    bench.checked.seen(KEY_ID);
    assertThat(storedOf(burst(100, "again"))).isZero();
    assertThat(bench.depth(Queues.PARK)).isEqualTo(20);

    bench.checked.dns.answers();
    settled();
    bench.checked.dns.fails();
    bench.checked.clock.advance(Duration.ofHours(2)); // what is known of the key is over
    await().atMost(SOON).until(() -> storedOf(burst(100, "later")) > 0);
  }

  @Test
  void neverKeepsMoreBytesThanItsBounds() throws Exception {
    openAgain(limits(1000, 100_000));
    bench.checked.seen(KEY_ID);
    assertThat(storedOf(burst(50, "x".repeat(10_000)))).isBetween(8L, 9L);
  }

  private List<Answer> burst(int count, String more) throws Exception {
    List<UnverifiedRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(unverified(named(i + more)));
    }
    List<CompletableFuture<Answer>> answers = requests.stream().map(park::put).toList();
    List<Answer> all = new ArrayList<>();
    for (CompletableFuture<Answer> answer : answers) {
      all.add(answer.get(60, TimeUnit.SECONDS));
    }
    return all;
  }

  private static long storedOf(List<Answer> answers) {
    return answers.stream().filter(Answer::isStored).count();
  }

  @Test
  void strangersTakeTheirShareAndTheOthersStillGoIn() throws Exception {
    openAgain(limits(100, 10_000_000));
    bench.checked.seen(KEY_ID);
    long strangers = 0;
    for (int i = 0; i < 50; i++) {
      strangers += put(named("s" + i).keyId("n" + i + ".copernica.com")).isStored() ? 1 : 0;
    }
    assertThat(strangers).isEqualTo(5);
    assertThat(storedOf(burst(100, "seen"))).isEqualTo(95);
  }

  @Test
  void oneThatCannotBeDecidedForTooLongGoesToTheDeadLetters() throws Exception {
    openAgain(
        new ParkSettings(
            100, DataSize.ofMegabytes(1), 5, Duration.ofMillis(1), Duration.ofDays(7), 5));
    bench.checked.seen(KEY_ID);
    put(named("a"));
    settled();
    assertThat(bench.words(DEAD)).containsExactly("a");
    assertThat(bench.messages(DEAD).get(0).getStringProperty("refusal")).isEqualTo("undecided");
  }

  @Test
  void deadLettersAreNoMoreThanMayWait() throws Exception {
    openAgain(limits(10, 1_000_000));
    bench.checked.seen(KEY_ID);
    assertThat(storedOf(burst(10, "first"))).isEqualTo(10);
    bench.checked.dns.txt(KEY_ID, TestKey.TWO.dkim()).answers();
    settled();
    bench.checked.clock.advance(Duration.ofHours(2));
    bench.checked.dns.fails();
    await().atMost(SOON).until(() -> storedOf(burst(10, "second")) > 0);
    bench.checked.dns.answers();
    settled();
    assertThat(bench.depth(DEAD)).isEqualTo(10);
    await().atMost(SOON).until(() -> count("settled", "outcome", "dropped") > 0);
  }

  @Test
  void aDeadLetterIsGoneAfterItsTime() throws Exception {
    openAgain(
        new ParkSettings(
            10, DataSize.ofMegabytes(1), 5, Duration.ofHours(1), Duration.ofMillis(1), 5));
    bench.checked.seen(KEY_ID);
    put(named("a"));
    bench.checked.dns.remove(KEY_ID).answers();
    settled();
    try (var connection = bench.broker.connect();
        Taking taking = new Taking(connection, DEAD)) {
      assertThat(taking.take(1)).isEmpty();
    }
    await().atMost(SOON).until(() -> bench.depth(DEAD) == 0);
    assertThat(bench.depth("copernica.dead.broker")).isZero();
  }

  @Test
  void aKeyReplacedWhileDnsWasAwayCostsNoEvent() throws Exception {
    bench.checked.dns.answers();
    assertThat(bench.checked.of(named("known"))).isInstanceOf(Verdict.Verified.class);
    bench.checked.dns.fails();
    put(named("new").key(TestKey.TWO));
    put(named("forged").key(TestKey.rsa(1024)));
    bench.checked.dns.txt(KEY_ID, TestKey.TWO.dkim()).answers();
    bench.checked.clock.advance(Duration.ofSeconds(10));
    settled();
    assertThat(bench.words(Queues.INBOX)).containsExactly("new");
    assertThat(bench.words(DEAD)).containsExactly("forged");
  }

  @Test
  void saysWhatBecomesOfEachInOneLine() throws Exception {
    var lines = Bench.logged(ParkLog.class.getName());
    openAgain(limits(1, 1_000_000));
    bench.checked.seen(KEY_ID);
    put(named("a"));
    put(named("b"));
    bench.checked.dns.answers();
    settled();
    await().atMost(SOON).until(() -> lines.list.size() == 3);
    assertThat(lines.list.get(0).getFormattedMessage())
        .startsWith("request.parked event=")
        .contains(KEY_ID, "Answered 200, kept in copernica.unverified");
    assertThat(lines.list.get(1).getFormattedMessage())
        .startsWith("request.undecided the key `" + KEY_ID)
        .contains("Answered 503, not stored: the park is full (copernica.unverified.requests");
    assertThat(lines.list.get(2).getFormattedMessage())
        .startsWith("request.verified event=")
        .contains(" s after its receipt: it goes on by the inbox.");
  }
}
