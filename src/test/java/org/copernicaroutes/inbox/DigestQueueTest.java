package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.copernicaroutes.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestQueueTest {

  private static final String QUEUE = Queues.digest("alert");
  private static final String READY = Queues.ready("alert");
  private static final Duration EVERY = Duration.ofMinutes(15);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int MANY = 5;

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock(Instant.now());
  private final List<List<String>> delivered = new CopyOnWriteArrayList<>();
  private final AtomicInteger tries = new AtomicInteger();
  private final List<DigestQueue<?>> opened = new ArrayList<>();
  private Bench bench;

  @BeforeEach
  void open() {
    bench = bench(directory);
    bench.pauseMillis = 10;
    bench.camel.start();
  }

  Bench bench(Path directory) {
    return new Bench(directory);
  }

  @AfterEach
  void close() throws Exception {
    for (DigestQueue<?> queue : opened) {
      queue.stop();
    }
    bench.close();
  }

  /** A digest is its words; `bad` is none. */
  private static class Words implements DigestFormat<List<String>> {

    @Override
    public List<String> merge(List<List<String>> digests) {
      return digests.stream().flatMap(List::stream).sorted().toList();
    }

    @Override
    public long events(List<String> digest) {
      return digest.size();
    }

    @Override
    public String write(List<String> digest) {
      return String.join(" ", digest);
    }

    @Override
    public List<String> read(String text) {
      if (text.equals("bad")) {
        throw DeliveryFailure.poison("not words", null);
      }
      return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }
  }

  private DigestQueue<List<String>> queue(Words format, Processor delivery) {
    return bench
        .digests(clock)
        .open(new DigestTerms("alert", MANY, EVERY), format, bench.camel, delivery);
  }

  private DigestQueue<List<String>> queue() {
    return queue(new Words(), this::deliver);
  }

  private DigestQueue<List<String>> started(DigestQueue<List<String>> queue) throws Exception {
    queue.start();
    opened.add(queue);
    return queue;
  }

  private void deliver(Exchange exchange) {
    tries.incrementAndGet();
    delivered.add(Arrays.asList(exchange.getMessage().getBody(String[].class)));
  }

  private void add(DigestQueue<List<String>> queue, List<String> words) {
    words.forEach(w -> queue.add(new DefaultExchange(bench.camel), List.of(w)));
  }

  /** Not part of what is being delivered. */
  private void addElsewhere(String word) {
    CompletableFuture.runAsync(() -> add(queue(), List.of(word))).join();
  }

  private static List<String> words(int count) {
    return IntStream.range(0, count).mapToObj("w%03d"::formatted).toList();
  }

  /** For what waits now, and for nothing that comes later. */
  private void thePeriodPasses() {
    Instant first =
        await().until(() -> bench.broker.depth(QUEUE).oldest(), oldest -> oldest != null);
    await().until(() -> Instant.now().isAfter(first.plusMillis(5)));
    clock.set(first.plus(EVERY));
  }

  private void drained(String queue) {
    await().until(() -> bench.depth(queue) == 0);
  }

  private void closed() {
    await().until(() -> !queue().isOpen());
  }

  /** Each says how many it tells of, and is long, so that few of them are fetched ahead. */
  private static class LongCounts implements DigestFormat<Integer> {

    @Override
    public Integer merge(List<Integer> digests) {
      return digests.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public long events(Integer digest) {
      return digest;
    }

    @Override
    public String write(Integer digest) {
      return "%010000d".formatted(digest);
    }

    @Override
    public Integer read(String text) {
      return Integer.valueOf(text);
    }
  }

  @Test
  void aDigestWaitsForWhatTheBrokerDoesNotDeliverJustNow() throws Exception {
    List<Integer> told = new CopyOnWriteArrayList<>();
    AtomicInteger merged = new AtomicInteger();
    LongCounts holdsUp =
        new LongCounts() {
          @Override
          public Integer merge(List<Integer> digests) {
            if (merged.incrementAndGet() == 1) {
              manage("pause");
            }
            return super.merge(digests);
          }
        };
    DigestQueue<Integer> queue =
        bench
            .digests(clock)
            .open(
                new DigestTerms("alert", MANY, EVERY),
                holdsUp,
                bench.camel,
                e -> told.add(e.getMessage().getBody(Integer.class)));
    for (int i = 0; i < 300; i++) {
      queue.add(new DefaultExchange(bench.camel), 1);
    }
    queue.start();
    opened.add(queue);
    thePeriodPasses();
    await().atMost(LIMIT).until(() -> merged.get() > 0);
    await("nothing is told meanwhile")
        .during(Duration.ofSeconds(2))
        .atMost(LIMIT)
        .until(told::isEmpty);
    manage("resume");
    await().atMost(LIMIT).until(() -> !told.isEmpty());
    assertThat(told).containsExactly(300);
  }

  private void manage(String operation) {
    try (Connection connection = bench.broker.connect();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      Message question = session.createMessage();
      JMSManagementHelper.putOperationInvocation(question, ResourceNames.QUEUE + QUEUE, operation);
      session.createProducer(session.createQueue("activemq.management")).send(question);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aDigestEndsHoweverFastMoreComes() throws Exception {
    Words flood =
        new Words() {
          @Override
          public List<String> merge(List<List<String>> digests) {
            for (int i = 0; i < 20 && tries.get() == 0; i++) {
              addElsewhere("x"); // twice as many as it takes at a time
            }
            return super.merge(digests);
          }
        };
    DigestQueue<List<String>> queue = started(queue(flood, this::deliver));
    add(queue, words(25));
    thePeriodPasses();
    await().atMost(LIMIT).until(() -> !delivered.isEmpty());
    assertThat(delivered.get(0)).containsAll(words(25)).contains("x");
  }

  @Test
  void tellsOfAllThatWaitsInOneMessageOnceThePeriodIsOver() throws Exception {
    DigestQueue<List<String>> queue = started(queue());
    add(queue, words(37));
    assertThat(bench.depth(QUEUE)).isEqualTo(37);
    thePeriodPasses();
    await().until(() -> !delivered.isEmpty());
    drained(READY);
    assertThat(delivered).containsExactly(words(37));
  }

  @Test
  void whatWaitedOverARestartIsTold() throws Exception {
    add(queue(), words(12));
    bench.close();
    open();
    assertThat(bench.depth(QUEUE)).isEqualTo(12);
    started(queue());
    thePeriodPasses();
    await().until(() -> !delivered.isEmpty());
    assertThat(delivered).containsExactly(words(12));
  }

  @Test
  void staysOpenAfterManyAndClosesAfterFew() throws Exception {
    DigestQueue<List<String>> queue = started(queue());
    add(queue, words(MANY));
    thePeriodPasses();
    await().until(() -> delivered.size() == 1);
    drained(READY);
    await().until(queue::isOpen);
    add(queue, List.of("one"));
    thePeriodPasses();
    await().until(() -> delivered.size() == 2);
    closed();
    assertThat(delivered.get(1)).containsExactly("one");
  }

  @Test
  void aPeriodWithoutEventsClosesItWithoutAWord() throws Exception {
    DigestQueue<List<String>> queue = started(queue());
    add(queue, words(MANY));
    thePeriodPasses();
    await().until(() -> delivered.size() == 1);
    thePeriodPasses();
    closed();
    assertThat(delivered).containsExactly(words(MANY));
  }

  @Test
  void fewInTheQueueCloseIt() throws Exception {
    started(queue());
    add(queue(), words(MANY - 1));
    thePeriodPasses();
    await().until(() -> delivered.size() == 1);
    closed();
  }

  @Test
  void duringAnOutageTheSameIsTriedAndTheRestWaitsForOneMore() throws Exception {
    AtomicInteger away = new AtomicInteger(3);
    Processor server =
        e -> {
          if (away.getAndDecrement() > 0) {
            await().until(() -> bench.broker.depth(READY).events() == 1);
            addElsewhere("later" + away.get());
            clock.advance(EVERY.multipliedBy(2));
            throw DeliveryFailure.outage("away", null);
          }
          deliver(e);
        };
    DigestQueue<List<String>> queue = started(queue(new Words(), server));
    add(queue, words(3));
    thePeriodPasses();
    await().until(() -> delivered.size() == 2);
    assertThat(delivered).containsExactly(words(3), List.of("later0", "later1", "later2"));
  }

  @Test
  void aCrashBeforeTheAcknowledgementDeliversTheSameAgain() throws Exception {
    Processor dies =
        e -> {
          deliver(e);
          if (tries.get() == 1) {
            addElsewhere("later");
            bench.breakConnections();
          }
        };
    DigestQueue<List<String>> queue = started(queue(new Words(), dies));
    add(queue, words(3));
    thePeriodPasses();
    await().until(() -> delivered.size() == 2);
    drained(READY);
    assertThat(delivered).containsExactly(words(3), words(3));
  }

  @Test
  void aCrashWhileItIsMadeLosesAndRepeatsNothing() throws Exception {
    AtomicInteger merged = new AtomicInteger();
    Words dies =
        new Words() {
          @Override
          public List<String> merge(List<List<String>> digests) {
            if (merged.incrementAndGet() == 3) {
              bench.breakConnections();
            }
            return super.merge(digests);
          }
        };
    DigestQueue<List<String>> queue = started(queue(dies, this::deliver));
    add(queue, words(45));
    thePeriodPasses();
    clock.advance(EVERY); // also for what was put back
    await().until(() -> !delivered.isEmpty());
    closed();
    assertThat(delivered).containsExactly(words(45));
  }

  @Test
  void ofTwoNodesOneMakesTheDigest() throws Exception {
    add(queue(), words(400));
    started(queue());
    started(queue());
    thePeriodPasses();
    await().until(() -> !delivered.isEmpty());
    drained(READY);
    assertThat(delivered).containsExactly(words(400));
  }

  @Test
  void whatCannotBeReadParksAndTheOthersAreTold() throws Exception {
    add(queue(), List.of("a", "bad", "b"));
    try (Connection connection = bench.broker.connect();
        Session session = connection.createSession()) {
      session.createProducer(session.createQueue(QUEUE)).send(session.createBytesMessage());
    }
    started(queue());
    thePeriodPasses();
    clock.advance(Duration.ofMinutes(1));
    await().until(() -> !delivered.isEmpty());
    assertThat(delivered).containsExactly(List.of("a", "b"));
    assertThat(bench.messages("copernica.dead.digest.alert")).hasSize(2);
  }

  @Test
  void aDigestThatIsRefusedParksAsAWhole() throws Exception {
    Processor refuses =
        e -> {
          throw DeliveryFailure.poison("no", null);
        };
    DigestQueue<List<String>> queue = started(queue(new Words(), refuses));
    add(queue, words(3));
    thePeriodPasses();
    await().until(() -> bench.words("copernica.dead.digest.alert").contains("w000 w001 w002"));
    drained(READY);
  }

  @Test
  void aParkedDigestThatIsPutBackIsToldWithTheNext() throws Exception {
    AtomicInteger broken = new AtomicInteger(1);
    Processor template =
        e -> {
          if (broken.getAndDecrement() > 0) {
            throw DeliveryFailure.poison("the template cannot show it", null);
          }
          deliver(e);
        };
    DigestQueue<List<String>> queue = started(queue(new Words(), template));
    add(queue, words(3));
    thePeriodPasses();
    await().atMost(LIMIT).until(() -> bench.depth("copernica.dead.digest.alert") == 1);
    closed();
    putBack(bench.words("copernica.dead.digest.alert").get(0));
    add(queue, List.of("next"));
    thePeriodPasses();
    clock.advance(Duration.ofMinutes(1));
    await().atMost(LIMIT).until(() -> !delivered.isEmpty());
    assertThat(delivered).containsExactly(List.of("next", "w000", "w001", "w002"));
  }

  private void putBack(String text) throws Exception {
    try (Connection connection = bench.broker.connect();
        Session session = connection.createSession()) {
      session.createProducer(session.createQueue(QUEUE)).send(session.createTextMessage(text));
    }
  }

  @Test
  void aFailedTryOfTheRouteLeavesNothingInTheQueue() throws Exception {
    DigestQueue<List<String>> queue = queue();
    bench.camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("destination:crm").process(e -> addThenFailOnce(queue, e));
          }
        });
    bench.send("crm", "a");
    drained(Queues.destination("crm"));
    assertThat(tries).hasValue(2);
    assertThat(bench.words(QUEUE)).containsExactly("a");
  }

  private void addThenFailOnce(DigestQueue<List<String>> queue, Exchange exchange) {
    queue.add(exchange, List.of(exchange.getMessage().getBody(String.class)));
    if (tries.incrementAndGet() == 1) {
      throw DeliveryFailure.outage("away", null);
    }
  }

  @Test
  void itsQueuesAreMeasured() throws Exception {
    started(queue());
    add(queue(), words(2));
    await()
        .until(
            () ->
                bench.meters.get("copernica.waiting").tag("queue", "digest.alert").gauge().value()
                    == 2);
    assertThat(bench.meters.find("copernica.waiting").tag("queue", "digest.alert.ready").gauge())
        .isNotNull();
  }
}
