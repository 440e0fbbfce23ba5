package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.copernicaroutes.support.SignedRequest.KEY_ID;
import static org.copernicaroutes.support.SignedRequest.valid;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.copernicaroutes.signature.Verdict;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {

  private static final String CRM = Queues.destination("crm");
  private static final String DEAD = Queues.dead("crm");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Instant PARKED = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path directory;
  private final List<String> delivered = new CopyOnWriteArrayList<>();
  private volatile boolean broken = true;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = bench();
  }

  Bench bench() {
    return new Bench(directory);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private final RouteBuilder crm =
      new RouteBuilder() {
        @Override
        public void configure() {
          errorHandler(noErrorHandler());
          from("destination:crm?batch=10")
              .process(
                  exchange -> {
                    String word = exchange.getMessage().getBody(String.class);
                    if (broken && word.startsWith("bad")) {
                      throw DeliveryFailure.poison("the mail column is too short", null);
                    }
                    delivered.add(word);
                  });
        }
      };

  private void drained(String queue) {
    await().atMost(SOON).until(() -> bench.depth(queue) == 0);
  }

  private void waitsFor(String queue, long depth) {
    await().atMost(SOON).until(() -> bench.depth(queue) == depth);
    await().atMost(SOON).until(() -> bench.broker.depths().containsKey(queue));
  }

  /** Letters as a destination parks them, one a minute. */
  private void parked(String name, String... words) throws Exception {
    List<Send> sends = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      Map<String, Object> why =
          Map.of(
              Taken.EVENT_ID,
              "event of " + first(words[i]),
              Settling.REASON,
              "the column of " + first(words[i]) + " is too short",
              Settling.EXCEPTION_CLASS,
              "java.sql.SQL" + i + "Exception",
              Settling.PARKED_AT,
              PARKED.plus(Duration.ofMinutes(i)).toString(),
              Taken.TRIES,
              3,
              Settling.QUEUE,
              Queues.destination(name));
      sends.add(Send.now(Queues.dead(name), Taken.text(words[i]).with(why)));
    }
    long before = bench.depth(Queues.dead(name));
    try (Connection connection = bench.broker.connect();
        Taking taking = new Taking(connection, Queues.dead(name))) {
      taking.commit(sends);
    }
    waitsFor(Queues.dead(name), before + words.length);
  }

  private static String first(String word) {
    return word.substring(0, 1);
  }

  private List<DeadLetter> letters(String name) {
    return bench.letters.list(name, LetterFilter.all(), LetterPage.Of.oldest(1000)).letters();
  }

  private List<String> words(LetterFilter filter) {
    return bench.letters.list("crm", filter, LetterPage.Of.oldest(1000)).letters().stream()
        .map(letter -> (String) letter.content())
        .toList();
  }

  private String idOf(String word) {
    return letters("crm").stream()
        .filter(letter -> letter.content().equals(word))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private double count(String counter, String... tags) {
    return bench.meters.counter("copernica." + counter, tags).count();
  }

  @Test
  void aLetterIsDeliveredOnceItsFaultIsMended() throws Exception {
    bench.routes(crm);
    bench.send("crm", "a", "bad", "b");
    waitsFor(DEAD, 1);
    DeadLetter letter = letters("crm").get(0);
    assertThat(letter.reason()).isEqualTo("the mail column is too short");
    assertThat(letter.exceptionClass()).isEqualTo(DeliveryFailure.class.getName());
    assertThat(letter.cameFrom()).isEqualTo(CRM);
    assertThat(letter.tries()).isEqualTo(1);
    assertThat(letter.retried()).isZero();
    assertThat(letter.expiresAt()).isNull();

    broken = false;
    assertThat(bench.letters.retry("crm", LetterFilter.all()))
        .isEqualTo(new LettersMoved(1, 0, 0, null));
    await().atMost(SOON).until(() -> delivered.size() == 3);
    assertThat(delivered).containsExactly("a", "b", "bad");
    drained(CRM);
    assertThat(letters("crm")).isEmpty();
    assertThat(count("retried", "destination", "crm")).isEqualTo(1);
  }

  @Test
  void whatFailsAgainIsParkedAgainAndNotTakenByTheSameRetry() throws Exception {
    bench.routes(crm);
    for (int i = 0; i < 250; i++) {
      bench.send("crm", "bad" + i);
    }
    waitsFor(DEAD, 250);
    Set<String> before = Set.copyOf(letters("crm").stream().map(DeadLetter::id).toList());

    assertThat(bench.letters.retry("crm", LetterFilter.all()).moved()).isEqualTo(250);
    waitsFor(DEAD, 250);
    assertThat(letters("crm"))
        .allSatisfy(
            letter -> {
              assertThat(letter.retried()).isEqualTo(1);
              assertThat(letter.retriedAt()).isNotNull();
              assertThat(letter.tries()).isEqualTo(1);
              assertThat(before).doesNotContain(letter.id());
            });
  }

  @Test
  void aRetriedEventGoesBackAsItWasBeforeItsFirstTry() throws Exception {
    parked("crm", "a");
    bench.letters.retry("crm", LetterFilter.all());
    Message message = bench.messages(CRM).get(0);
    Taken again = Taken.of(message);
    assertThat(again.properties())
        .containsOnlyKeys(Taken.EVENT_ID, DeadLetter.RETRIED, DeadLetter.RETRIED_AT)
        .containsEntry(Taken.EVENT_ID, "event of a")
        .containsEntry(DeadLetter.RETRIED, 1);
    assertThat(again.content()).isEqualTo("a");
    assertThat(message.getJMSExpiration()).isZero();
  }

  @Test
  void takesSingleLettersOutOfTheMiddle() throws Exception {
    parked("crm", "a", "b", "c", "d");
    LetterFilter two = LetterFilter.ofIds(List.of(idOf("b"), idOf("d"), "0-no-such-letter"));
    assertThat(bench.letters.retry("crm", two)).isEqualTo(new LettersMoved(2, 1, 0, null));
    assertThat(bench.letters.retry("crm", two)).isEqualTo(new LettersMoved(0, 3, 0, null));
    assertThat(bench.words(CRM)).containsExactly("b", "d");
    assertThat(bench.words(DEAD)).containsExactly("a", "c");
  }

  @Test
  void findsLettersByWhatIsKnownOfThem() throws Exception {
    parked("crm", "a", "b", "c", "d");
    LetterFilter all = LetterFilter.all();
    assertThat(words(all)).containsExactly("a", "b", "c", "d");
    assertThat(words(all.reason("COLUMN of B"))).containsExactly("b");
    assertThat(words(all.exceptionClass("SQL2Exception"))).containsExactly("c");
    assertThat(words(all.exceptionClass("java.sql.SQL2Exception"))).containsExactly("c");
    assertThat(words(all.exceptionClass("2Exception"))).isEmpty();
    assertThat(words(all.eventId("event of d"))).containsExactly("d");
    assertThat(words(all.eventId("' OR 1 = 1"))).isEmpty();
    assertThat(words(all.also(letter -> "a".equals(letter.content())))).containsExactly("a");
    Instant minute = PARKED.plusSeconds(60);
    assertThat(words(all.parked(minute, null))).containsExactly("b", "c", "d");
    assertThat(words(all.parked(minute, minute.plusSeconds(60)))).containsExactly("b");

    bench.letters.retry("crm", all.parked(null, minute));
    assertThat(bench.words(CRM)).containsExactly("a");
  }

  @Test
  void showsPagesFromEitherEnd() throws Exception {
    parked("crm", "a", "b", "c", "d", "e");
    assertThat(pages(LetterPage.Of.oldest(2))).containsExactly("a b", "c d", "e");
    assertThat(pages(LetterPage.Of.newest(2))).containsExactly("e d", "c b", "a");
    assertThat(pages(LetterPage.Of.newest(5))).containsExactly("e d c b a");
  }

  private List<String> pages(LetterPage.Of first) {
    List<String> pages = new ArrayList<>();
    LetterPage.Of of = first;
    while (pages.isEmpty() || of.after() != null) {
      LetterPage page = bench.letters.list("crm", LetterFilter.all(), of);
      pages.add(String.join(" ", page.letters().stream().map(l -> (String) l.content()).toList()));
      of = of.after(page.next());
    }
    return pages;
  }

  @Test
  void aPageHoldsNoMoreBytesThanACommit() throws Exception {
    String large = "x".repeat(3 << 20);
    parked("crm", "1" + large, "2" + large, "3");
    LetterPage.Of newest = LetterPage.Of.newest(10);
    LetterPage page = bench.letters.list("crm", LetterFilter.all(), newest);
    assertThat(page.letters())
        .extracting(l -> ((String) l.content()).charAt(0))
        .containsExactly('3', '2');
    LetterPage last = bench.letters.list("crm", LetterFilter.all(), newest.after(page.next()));
    assertThat(last.letters()).extracting(DeadLetter::size).containsExactly(1 + large.length());
    assertThat(last.next()).isNull();
  }

  @Test
  void showsOneLetter() throws Exception {
    parked("crm", "a", "b");
    String id = idOf("b");
    assertThat(bench.letters.show("crm", id)).map(DeadLetter::content).contains("b");
    assertThat(bench.letters.show("crm", "b0")).isEmpty();
    assertThat(bench.letters.show("crm", id).orElseThrow().toString())
        .isEqualTo("letter=" + id + " event=event of b");
  }

  @Test
  void whatIsDiscardedIsGoneAndTheLogSaysWhy() throws Exception {
    parked("crm", "a", "b");
    ListAppender<ILoggingEvent> log = Bench.logged(LetterLog.class.getName());
    String id = idOf("a");
    LettersMoved moved =
        bench.letters.discard("crm", LetterFilter.ofIds(List.of(id)), " asked\nby sales\u2028 ");
    assertThat(moved).isEqualTo(new LettersMoved(1, 0, 0, null));
    assertThat(bench.words(DEAD)).containsExactly("b");
    assertThat(bench.depth(CRM)).isZero();
    assertThat(log.list)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .startsWith("letter.discarded crm letter=" + id + " event=event of a")
        .contains("queue=" + DEAD, "cause=java.sql.SQL0Exception", "note=\"asked by sales\"");
    assertThat(count("discarded", "destination", "crm")).isEqualTo(1);
  }

  @Test
  void nothingIsDiscardedWithoutANote() throws Exception {
    parked("crm", "a");
    for (String note : List.of("", " \n\t", "x".repeat(201))) {
      assertThatThrownBy(() -> bench.letters.discard("crm", LetterFilter.all(), note))
          .isInstanceOf(LettersRefused.class)
          .hasMessageContaining("1 to 200 characters");
    }
    assertThat(bench.words(DEAD)).containsExactly("a");
  }

  @Test
  void anUnknownNameIsRefusedAndTheNearestIsNamedFirst() throws Exception {
    parked("crm-sync", "a");
    parked("alert", "b");
    assertThatThrownBy(() -> bench.letters.retry("crm_sync", LetterFilter.all()))
        .isInstanceOfSatisfying(
            LettersRefused.class,
            e -> assertThat(e.reason()).isEqualTo(LettersRefused.Reason.UNKNOWN_QUEUE))
        .hasMessageContaining("There are: crm-sync, alert.");
    assertThat(bench.letters.queues())
        .extracting(DeadQueue::name, DeadQueue::letters)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("alert", 1L),
            org.assertj.core.groups.Tuple.tuple("crm-sync", 1L));
  }

  @Test
  void oddRequestsAreRefused() throws Exception {
    parked("crm", "a");
    assertThatThrownBy(() -> bench.letters.show("crm", "x' OR 'a' = 'a"))
        .isInstanceOf(LettersRefused.class);
    assertThatThrownBy(() -> LetterPage.Of.newest(0)).isInstanceOf(LettersRefused.class);
    assertThatThrownBy(
            () ->
                bench.letters.list(
                    "crm", LetterFilter.all(), LetterPage.Of.newest(1).after("nowhere")))
        .isInstanceOf(LettersRefused.class);
  }

  @Test
  void saysSoWhenTheBrokerIsAway() throws Exception {
    parked("crm", "a");
    bench.stopBroker();
    assertUnavailable(() -> bench.letters.list("crm", LetterFilter.all(), LetterPage.Of.newest(1)));
    assertUnavailable(() -> bench.letters.retry("crm", LetterFilter.all()));
  }

  private static void assertUnavailable(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable asked) {
    assertThatThrownBy(asked)
        .isInstanceOfSatisfying(
            LettersRefused.class,
            e -> assertThat(e.reason()).isEqualTo(LettersRefused.Reason.UNAVAILABLE));
  }

  @Test
  void anUnreadableRequestGoesToTheInboxAsItCame() throws Exception {
    bench.put("a");
    fromInboxTo("unreadable");
    bench.letters.retry("unreadable", LetterFilter.all());
    Taken again = Taken.of(bench.messages(Queues.INBOX).get(0));
    assertThat(InboxMessage.read(again)).usingRecursiveComparison().isEqualTo(Bench.request("a"));
    assertThat(bench.depth(Queues.dead("unreadable"))).isZero();
  }

  @Test
  void whatCouldNotBeRoutedGoesToTheInbox() throws Exception {
    bench.put("a");
    fromInboxTo("router");
    bench.letters.retry("router", LetterFilter.all());
    assertThat(bench.words(Queues.INBOX)).containsExactly("body of a");
  }

  /** As its consumer parks it. */
  private void fromInboxTo(String name) throws Exception {
    try (Connection connection = bench.broker.connect();
        Taking taking = new Taking(connection, Queues.INBOX)) {
      Taken taken = taking.take(1).get(0);
      Failure failure = FailureClassifier.failure(DeliveryFailure.poison("no way", null));
      Settling settling =
          new Settling(
              Queues.INBOX, "unreadable", Bench.inbox().notYet(), java.time.Clock.systemUTC());
      taking.commit(List.of(settling.settle(taken, failure, name, 1)));
    }
    waitsFor(Queues.dead(name), 1);
  }

  @Test
  void aDigestGoesBackToWhereItWasAndStaysInOneHand() throws Exception {
    try (Connection connection = bench.broker.connect();
        Taking taking = new Taking(connection, Queues.INBOX)) {
      Map<String, Object> why = Map.of(Settling.QUEUE, Queues.ready("alert"));
      taking.commit(
          List.of(Send.now(Queues.dead("digest.alert"), Taken.text("two of them").with(why))));
    }
    waitsFor(Queues.dead("digest.alert"), 1);
    bench.letters.retry("digest.alert", LetterFilter.all());
    Message message = bench.messages(Queues.ready("alert")).get(0);
    assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo("digest");
  }

  @Test
  void anUnverifiedRequestIsVerifiedOnceMoreAsOfItsReceipt() throws Exception {
    refusedFirst("genuine");
    DeadLetter letter = letters("unverified").get(0);
    assertThat(letter.refusal()).isEqualTo("signature");
    assertThat(letter.expiresAt()).isNotNull();
    assertThat(letter.receivedAt()).isEqualTo(SignedRequest.SIGNED_AT);

    bench.checked.dns.txt(KEY_ID, TestKey.ONE.dkim());
    bench.checked.clock.advance(Duration.ofHours(2)); // no key is remembered for so long
    assertThat(bench.letters.retry("unverified", LetterFilter.all()).moved()).isEqualTo(1);
    waitsFor(Queues.INBOX, 1);
    assertThat(bench.words(Queues.INBOX)).containsExactly("genuine");
    drained(Queues.PARK);
    assertThat(bench.depth(Queues.dead("unverified"))).isZero();
    await().atMost(SOON).until(() -> count("settled", "outcome", "verified") == 1);
    assertThat(count("deferred")).isEqualTo(2);
  }

  @Test
  void aForgedRequestIsRefusedOnceMoreAndNeverApplied() throws Exception {
    refusedFirst("forged");
    Set<String> before = Set.copyOf(letters("unverified").stream().map(DeadLetter::id).toList());
    bench.letters.retry("unverified", LetterFilter.all());
    await().atMost(SOON).until(() -> count("settled", "outcome", "refused") == 2);
    assertThat(letters("unverified"))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(before).doesNotContain(letter.id());
              assertThat(letter.retried()).isEqualTo(1);
              assertThat(letter.expiresAt()).isNotNull();
            });
    assertThat(bench.depth(Queues.INBOX)).isZero();
  }

  private void refusedFirst(String body) throws Exception {
    bench.checked.dns.fails();
    Park park = bench.park(Bench.parking());
    Verdict.Undecided undecided =
        (Verdict.Undecided) bench.checked.of(valid().body(body).key(TestKey.ONE));
    park.put(undecided.request()).get(20, TimeUnit.SECONDS);
    bench.checked.dns.txt(KEY_ID, TestKey.TWO.dkim()).answers();
    waitsFor(Queues.dead("unverified"), 1);
  }

  @Test
  void theParkTakesNoMoreFromHereThanFromTheDoor() throws Exception {
    parkedUnverified(3);
    bench.park(
        new ParkSettings(
            2,
            org.springframework.util.unit.DataSize.ofMegabytes(1),
            100,
            Duration.ofHours(24),
            Duration.ofDays(7),
            5));
    bench.checked.dns.fails();
    LettersMoved moved = bench.letters.retry("unverified", LetterFilter.all());
    assertThat(moved.moved()).isEqualTo(2);
    assertThat(moved.left()).isEqualTo(1);
    assertThat(moved.why()).contains("copernica.unverified.requests");
  }

  private void parkedUnverified(int count) throws Exception {
    bench.checked.dns.fails();
    List<Send> sends = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Verdict.Undecided undecided =
          (Verdict.Undecided) bench.checked.of(valid().body("x" + i).header("X-Nonce", "n" + i));
      Taken parked = ParkedMessage.of(undecided.request());
      sends.add(
          Send.now(Queues.dead("unverified"), new Taken(parked.content(), without(parked), PARKED))
              .keptFor(Duration.ofDays(7)));
    }
    try (Connection connection = bench.broker.connect();
        Taking taking = new Taking(connection, Queues.PARK)) {
      taking.commit(sends);
    }
    waitsFor(Queues.dead("unverified"), count);
  }

  private static Map<String, Object> without(Taken parked) {
    Map<String, Object> ours = new java.util.LinkedHashMap<>(parked.properties());
    ours.remove(StoredRequest.DUPLICATE_ID);
    return ours;
  }

  @Test
  void manyAmongManyAreTakenInOnePassThatKeepsTheOthersAsTheyAre() throws Exception {
    String[] words =
        IntStream.range(0, 2500)
            .mapToObj(i -> (i % 2 == 0 ? "even" : "odd") + i)
            .toArray(String[]::new);
    parked("crm", words);
    List<DeadLetter> odd =
        letters("crm").stream().filter(l -> ((String) l.content()).startsWith("odd")).toList();
    LetterFilter even = LetterFilter.all().also(l -> ((String) l.content()).startsWith("even"));
    assertThat(bench.letters.retry("crm", even)).isEqualTo(new LettersMoved(1250, 0, 0, null));
    assertThat(bench.words(CRM)).hasSize(1250).allMatch(w -> w.startsWith("even"));
    assertThat(bench.words(DEAD)).hasSize(1250).allMatch(w -> w.startsWith("odd"));
    assertThat(letters("crm").subList(0, odd.size())).isEqualTo(odd);
  }

  @Test
  void twoAtOnceMoveEachLetterOnce() throws Exception {
    String[] words = IntStream.range(0, 500).mapToObj(i -> "w" + i).toArray(String[]::new);
    parked("crm", words);
    long moved =
        IntStream.range(0, 4)
            .parallel()
            .mapToLong(i -> bench.letters.retry("crm", LetterFilter.all()).moved())
            .sum();
    assertThat(moved).isEqualTo(500);
    assertThat(bench.words(CRM)).containsExactlyInAnyOrder(words);
  }

  @Test
  void whatIsParkedWhileItLooksMakesNoneGone() throws Exception {
    String[] words = IntStream.range(0, 1150).mapToObj(i -> "w" + i).toArray(String[]::new);
    parked("crm", words);
    AtomicInteger seen = new AtomicInteger();
    LetterFilter all =
        LetterFilter.all()
            .also(
                letter -> {
                  if (seen.incrementAndGet() == words.length) {
                    parkedUnchecked("late", "later");
                  }
                  return true;
                });
    LettersMoved moved = bench.letters.retry("crm", all);
    assertThat(moved.moved()).isBetween(1150L, 1152L);
    assertThat(moved.gone()).isZero();
  }

  private void parkedUnchecked(String... words) {
    try {
      parked("crm", words);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
