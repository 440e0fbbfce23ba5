package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class DeliveryTest {

  private static final String CRM = Queues.destination("crm");
  private static final String DEAD = Queues.dead("crm");

  @TempDir Path directory;
  private final List<String> delivered = new CopyOnWriteArrayList<>();
  private final AtomicInteger tries = new AtomicInteger();
  private JdbcTemplate database;
  private Bench bench;

  @BeforeEach
  void open() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + directory.getFileName() + ";DB_CLOSE_DELAY=-1");
    database = new JdbcTemplate(source);
    database.execute("create table if not exists written (word varchar(20) primary key)");
    bench = bench(new TransactionTemplate(new JdbcTransactionManager(source)));
  }

  Bench bench(TransactionOperations transactions) {
    return new Bench(directory, transactions);
  }

  @AfterEach
  void close() {
    bench.close();
    database.execute("drop all objects");
  }

  @FunctionalInterface
  private interface Step {
    void run(String word) throws Exception;
  }

  private RouteBuilder crm(String options, Step step) {
    return route("destination:crm" + options, step);
  }

  private RouteBuilder route(String from, Step step) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        errorHandler(noErrorHandler());
        from(from)
            .routeId(from.replaceAll("[:?].*", "") + from.hashCode())
            .process(e -> once(e, step));
      }
    };
  }

  private void once(Exchange exchange, Step step) throws Exception {
    String word = exchange.getMessage().getBody(String.class);
    tries.incrementAndGet();
    step.run(word);
    delivered.add(word);
  }

  private void drained(String queue) {
    await().until(() -> bench.depth(queue) == 0);
  }

  private void write(String word) {
    database.update("insert into written values (?)", word);
  }

  private List<String> written() {
    return database.queryForList("select word from written order by word", String.class);
  }

  private void sendBeforeStart(RouteBuilder route, String... words) throws Exception {
    bench.camel.start();
    bench.send("crm", words);
    bench.camel.addRoutes(route);
  }

  @Test
  void deliversInOrderAndEmptiesTheQueue() throws Exception {
    sendBeforeStart(crm("?batch=10", this::write), "a", "b", "c");
    drained(CRM);
    assertThat(delivered).containsExactly("a", "b", "c");
    assertThat(written()).containsExactly("a", "b", "c");
    assertThat(bench.meters.counter("copernica.delivered", "destination", "crm").count())
        .isEqualTo(3);
  }

  @Test
  void aStepKnowsWhetherOtherEventsShareItsTransaction() throws Exception {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    RouteBuilder route =
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("destination:crm?batch=10")
                .process(
                    exchange -> {
                      told.add(
                          exchange.getMessage().getBody(String.class)
                              + " "
                              + SharedTransaction.isRunning());
                      if (told.size() == 2) {
                        throw new IllegalStateException("once");
                      }
                    });
          }
        };
    sendBeforeStart(route, "a", "b");
    drained(CRM);
    assertThat(told).containsExactly("a true", "b true", "a false", "b false");
  }

  @Test
  void anOutageWaitsWithGrowingPausesAndThenGoesOn() throws Exception {
    Step awayForSevenTries =
        word -> {
          if (tries.get() <= 7) {
            throw new ConnectException("connection refused");
          }
        };
    sendBeforeStart(crm("", awayForSevenTries), "a");
    drained(CRM);
    assertThat(delivered).containsExactly("a");
    assertThat(bench.words(DEAD)).isEmpty();
    assertThat(bench.paused).hasSize(7);
    assertThat(bench.paused.get(0)).isBetween(Duration.ofMillis(800), Duration.ofSeconds(1));
    assertThat(bench.paused.get(6)).isBetween(Duration.ofSeconds(48), Duration.ofMinutes(1));
    assertThat(bench.watch.standing()).isEmpty();
  }

  @Test
  void aServiceThatSaysRetryAfterIsLeftAloneForThatLongWithinBounds() throws Exception {
    List<String> answers = List.of("30", "86400", "0");
    Step busy =
        word -> {
          if (tries.get() <= answers.size()) {
            Map<String, String> headers = Map.of("Retry-After", answers.get(tries.get() - 1));
            throw new HttpOperationFailedException("http://h/", 429, "", null, headers, "");
          }
        };
    sendBeforeStart(crm("", busy), "a");
    drained(CRM);
    assertThat(bench.paused).hasSize(3);
    assertThat(bench.paused.get(0)).isEqualTo(Duration.ofSeconds(30));
    assertThat(bench.paused.get(1)).isEqualTo(Duration.ofMinutes(10));
    assertThat(bench.paused.get(2)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
  }

  @Test
  void poisonParksWithItsReasonAndTheNextOnesGoOn() throws Exception {
    Step step =
        word -> {
          if (word.equals("bad")) {
            throw DeliveryFailure.poison("the mail column is too short", null);
          }
          write(word);
        };
    sendBeforeStart(crm("?batch=10", step), "a", "bad", "b", "c");
    drained(CRM);
    assertThat(written()).containsExactly("a", "b", "c");
    assertThat(bench.words(DEAD)).containsExactly("bad");
    Message dead = bench.messages(DEAD).get(0);
    assertThat(dead.getStringProperty("reason")).isEqualTo("the mail column is too short");
    assertThat(dead.getStringProperty("exceptionClass")).isEqualTo(DeliveryFailure.class.getName());
    assertThat(dead.getIntProperty("tries")).isEqualTo(1);
    assertThat(dead.getStringProperty("parkedAt")).isNotBlank();
    assertThat(dead.getStringProperty("queue")).isEqualTo(CRM);
  }

  @Test
  void aTextThatCannotBeReadParks() throws Exception {
    sendBeforeStart(crm("", this::write), "bad json", "a");
    drained(CRM);
    assertThat(bench.words(DEAD)).containsExactly("bad json");
    assertThat(written()).containsExactly("a");
  }

  @Test
  void aBatchThatFailsIsRolledBackInTheDatabaseAndRunOneByOne() throws Exception {
    AtomicBoolean seen = new AtomicBoolean();
    Step step =
        word -> {
          write(word);
          if (word.equals("c") && seen.compareAndSet(false, true)) {
            throw DeliveryFailure.outage("deadlock", null);
          }
        };
    sendBeforeStart(crm("?batch=10", step), "a", "b", "c");
    drained(CRM);
    assertThat(delivered).containsExactly("a", "b", "a", "b", "c");
    assertThat(written()).containsExactly("a", "b", "c");
  }

  @Test
  void badEventsThatPoseAsAnOutageParkOnceAnotherPasses() throws Exception {
    Step step =
        word -> {
          if (word.startsWith("bad")) {
            throw new ConnectException("connection refused");
          }
        };
    sendBeforeStart(crm("", step), "bad-1", "bad-2", "a", "b");
    drained(CRM);
    assertThat(delivered).containsExactlyInAnyOrder("a", "b");
    assertThat(bench.words(DEAD)).containsExactlyInAnyOrder("bad-1", "bad-2");
    assertThat(bench.messages(DEAD).get(0).getStringProperty("reason"))
        .contains("the next event passed");
  }

  @Test
  void anUnknownFailureShowsAsMisconfiguredAndParksWhenAnotherPasses() throws Exception {
    bench.pauses = 2;
    Step step =
        word -> {
          if (word.equals("bad")) {
            throw new NullPointerException();
          }
        };
    sendBeforeStart(crm("", step), "bad", "a");
    await().until(() -> bench.paused.size() == 3);
    assertThat(bench.watch.standing().get("crm").end()).isEqualTo(End.MISCONFIGURED);
    assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    assertThat(bench.depth(CRM)).isEqualTo(2);
    bench.camel.stop();
    assertThat(bench.watch.standing()).isEmpty();
    assertThat(bench.words(CRM)).containsExactlyInAnyOrder("bad", "a");
  }

  private org.springframework.boot.actuate.health.Health health() {
    return new QueuesHealthIndicator(bench.broker, bench.watch, java.time.Clock.systemUTC())
        .health();
  }

  @Test
  void aMissingRowDelaysOnlyItsOwnEvent() throws Exception {
    Step step =
        word -> {
          if (word.equals("child") && !written().contains("parent")) {
            throw DeliveryFailure.notYet("its parent is missing", null);
          }
          write(word);
        };
    sendBeforeStart(crm("", step), "child", "other", "parent");
    drained(CRM);
    assertThat(written()).containsExactly("child", "other", "parent");
    assertThat(delivered.get(2)).isEqualTo("child");
    assertThat(bench.paused).isEmpty();
  }

  @Test
  void aMissingRowThatNeverComesParksAfterABoundedNumberOfTries() throws Exception {
    Step step =
        word -> {
          throw DeliveryFailure.notYet("its parent is missing", null);
        };
    sendBeforeStart(crm("", step), "child");
    drained(CRM);
    assertThat(bench.messages(DEAD).get(0).getIntProperty("tries")).isEqualTo(4);
  }

  @Test
  void aStopWhileStandingIsPromptAndGivesTheEventBack() throws Exception {
    bench.pauses = 0;
    Step away =
        word -> {
          throw new ConnectException("connection refused");
        };
    sendBeforeStart(crm("?batch=10", away), "a", "b");
    await().until(() -> !bench.paused.isEmpty());
    bench.camel.stop();
    assertThat(bench.words(CRM)).containsExactly("a", "b");
  }

  @Test
  void aSuspendedRouteTakesNothingAndGoesOnWhenResumed() throws Exception {
    bench.routes(crm("", this::write));
    String route = bench.camel.getRoutes().get(0).getId();
    bench.camel.getRouteController().suspendRoute(route);
    bench.send("crm", "a");
    assertThat(bench.words(CRM)).containsExactly("a");
    bench.camel.getRouteController().resumeRoute(route);
    drained(CRM);
    assertThat(written()).containsExactly("a");
  }

  @Test
  void whatARouteSendsGoesOutWithWhatItTookOrNotAtAll() throws Exception {
    AtomicBoolean failed = new AtomicBoolean();
    bench.camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("destination:crm?batch=5")
                .to("destination:one")
                .process(
                    e -> {
                      if (failed.compareAndSet(false, true)) {
                        throw new ConnectException("connection refused");
                      }
                    })
                .to("destination:two");
          }
        });
    bench.camel.start();
    bench.send("crm", "a");
    drained(CRM);
    assertThat(bench.words(Queues.destination("one"))).containsExactly("a");
    assertThat(bench.words(Queues.destination("two"))).containsExactly("a");
  }

  @Test
  void aStepThatChangesTheThreadIsRefusedAndSaid() throws Exception {
    bench.pauses = 0;
    bench.camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("destination:crm").split(body()).parallelProcessing().to("destination:one");
          }
        });
    bench.camel.start();
    bench.send("crm", "a");
    await().until(() -> !bench.paused.isEmpty());
    assertThat(bench.watch.standing().get("crm").reason()).contains("another thread");
    assertThat(bench.words(Queues.destination("one"))).isEmpty();
  }

  @Test
  void severalConsumersDeliverEachEventOnce() throws Exception {
    bench.routes(crm("?batch=7&consumers=3", this::write));
    String[] words = new String[60];
    for (int i = 0; i < words.length; i++) {
      words[i] = "w" + i;
    }
    bench.send("crm", words);
    drained(CRM);
    assertThat(delivered).containsExactlyInAnyOrder(words);
  }

  @Test
  void aConsumerThatTakesItsTimeLeavesWhatWaitsToOthers() throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch othersServed = new CountDownLatch(1);
    Step slow =
        word -> {
          taken.countDown();
          othersServed.await();
        };
    sendBeforeStart(crm("", slow), "a", "b", "c", "d");
    taken.await();
    try (Connection connection = bench.broker.connectToTake();
        Taking other = new Taking(connection, CRM)) {
      AtomicInteger left = new AtomicInteger();
      await()
          .pollInSameThread()
          .until(() -> left.addAndGet(other.take(4).size()), atLeast -> atLeast >= 2);
    } finally {
      othersServed.countDown();
    }
    drained(CRM);
  }

  @Test
  void aConnectionThatBreaksWhileAQueueStandsLeavesNobodyStanding() throws Exception {
    Step brokenOnTheSecondTry =
        word -> {
          if (tries.get() == 1) {
            throw DeliveryFailure.misconfigured("the table is missing", null);
          }
          if (tries.get() == 2) {
            bench.breakConnections();
          }
        };
    sendBeforeStart(crm("", brokenOnTheSecondTry), "a");
    drained(CRM);
    await().until(() -> delivered.size() == 2);
    assertThat(bench.watch.standing()).isEmpty();
    assertThat(health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aCrashBetweenTheTwoCommitsRepeatsTheEffectAndLosesNothing() throws Exception {
    Step crashed =
        word -> {
          database.update("merge into written values (?)", word);
          if (tries.get() == 2) {
            TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                  @Override
                  public void afterCommit() {
                    bench.breakConnections();
                  }
                });
          }
        };
    sendBeforeStart(crm("?batch=10", crashed), "a", "b");
    drained(CRM);
    assertThat(delivered).containsExactly("a", "b", "a", "b");
    assertThat(written()).containsExactly("a", "b");
    assertThat(bench.words(DEAD)).isEmpty();
  }

  @Test
  void saysHowManyEventsWait() throws Exception {
    ListAppender<ILoggingEvent> lines = Bench.logged(DeliveryWatch.class.getName());
    Step awayUntilItIsSaid =
        word -> {
          if (lines.list.stream().noneMatch(DeliveryTest::saysThatOneWaits)) {
            throw DeliveryFailure.outage("it is away", null);
          }
        };
    sendBeforeStart(crm("", awayUntilItIsSaid), "a");
    drained(CRM);
    assertThat(lines.list).anyMatch(DeliveryTest::saysThatOneWaits);
  }

  private static boolean saysThatOneWaits(ILoggingEvent line) {
    return line.getFormattedMessage().contains(", 1 event waits, next try in ");
  }

  @Test
  void aLoopThatCannotEvenLogGoesOn() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(DeliveryWatch.class);
    AppenderBase<ILoggingEvent> unable = new CannotSayThatItWasInterrupted();
    unable.start();
    logger.addAppender(unable);
    try {
      Step brokenOnce =
          word -> {
            if (tries.get() == 1) {
              bench.breakConnections();
            }
          };
      sendBeforeStart(crm("", brokenOnce), "a");
      drained(CRM);
      assertThat(delivered).containsExactly("a", "a");
    } finally {
      logger.detachAppender(unable);
    }
  }

  /** An Error and not an exception: appenders keep those to themselves. */
  private static final class CannotSayThatItWasInterrupted extends AppenderBase<ILoggingEvent> {
    @Override
    public void doAppend(ILoggingEvent event) {
      if (event.getMessage().startsWith("delivery.interrupted")) {
        throw new InternalError("as if");
      }
    }

    @Override
    protected void append(ILoggingEvent event) {
      doAppend(event);
    }
  }

  @Test
  void largeEventsDoNotShareATransactionBeyondItsBytes() throws Exception {
    bench.camel.start();
    bench.send("crm", "a".repeat(600_000), "b".repeat(600_000), "c".repeat(600_000));
    try (Connection connection = bench.broker.connect();
        Taking taking = new Taking(connection, CRM)) {
      assertThat(taking.take(10, 1_000_000)).hasSize(2);
      assertThat(taking.take(10, 1_000_000)).hasSize(1);
    }
  }

  @Test
  void aMessageThatIsNoTextParks() throws Exception {
    bench.camel.start();
    bench.send("crm", "a");
    try (Connection connection = bench.broker.connect();
        Session session = connection.createSession()) {
      session.createProducer(session.createQueue(CRM)).send(session.createBytesMessage());
    }
    bench.camel.addRoutes(crm("", this::write));
    drained(CRM);
    assertThat(bench.messages(DEAD)).hasSize(1);
    assertThat(written()).containsExactly("a");
  }

  @Test
  void onePoisonIsOneWellFormedLineWithoutAStackTrace() throws Exception {
    ListAppender<ILoggingEvent> lines = Bench.logged("ROOT");
    Step bad =
        word -> {
          throw DeliveryFailure.poison("the mail column\nis too short.", null);
        };
    sendBeforeStart(crm("", bad), "a");
    drained(CRM);
    await().until(() -> !loud(lines).isEmpty());
    bench.camel.stop();
    assertThat(loud(lines)).hasSize(1);
    assertThat(loud(lines).get(0).getThrowableProxy()).isNull();
    assertThat(loud(lines).get(0).getFormattedMessage())
        .endsWith(": the mail column is too short. The next events go on.");
  }

  private static List<ILoggingEvent> loud(ListAppender<ILoggingEvent> lines) {
    return lines.list.stream().filter(l -> l.getLevel().isGreaterOrEqual(Level.WARN)).toList();
  }

  @Test
  void anUnknownFailureSaysWhereOnceAndNothingOfTheEvent() throws Exception {
    ListAppender<ILoggingEvent> lines = Bench.logged(DeliveryWatch.class.getName());
    Step bug =
        word -> {
          if (tries.get() < 4) {
            throw new IllegalStateException("piet@example.com", new RuntimeException("Piet"));
          }
        };
    sendBeforeStart(crm("", bug), "a");
    drained(CRM);
    List<ILoggingEvent> traces =
        loud(lines).stream().filter(l -> l.getThrowableProxy() != null).toList();
    assertThat(traces).hasSize(1);
    assertThat(loud(lines)).anyMatch(l -> l.getFormattedMessage().contains("this event alone"));
    String trace = ThrowableProxyUtil.asString(traces.get(0).getThrowableProxy());
    assertThat(trace)
        .contains("RuntimeException", "DeliveryTest")
        .doesNotContainIgnoringCase("piet");
  }

  @Test
  void aRouteThatIsLoadedAgainIsNotMeasuredTwice() throws Exception {
    ListAppender<ILoggingEvent> lines = Bench.logged("io.micrometer"); // warns once, then at debug
    ((Logger) LoggerFactory.getLogger("io.micrometer")).setLevel(Level.DEBUG);
    bench.routes(crm("", this::write));
    String route = bench.camel.getRoutes().get(0).getId();
    bench.camel.getRouteController().stopRoute(route);
    bench.camel.getRouteController().startRoute(route);
    assertThat(lines.list).noneMatch(l -> l.getFormattedMessage().contains("already registered"));
    assertThat(bench.meters.find("copernica.waiting").tag("queue", "crm").gauges()).hasSize(1);
  }

  private RouteBuilder sharing(Step step) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        errorHandler(noErrorHandler());
        from("destination:crm")
            .routeProperty(SharedTransaction.ALLOWED, "true")
            .process(e -> once(e, step));
      }
    };
  }

  private void shared(String word, Step step) throws Exception {
    if (word.equals("mail")) {
      SharedTransaction.leave();
      step.run(word);
    }
    write(word + (SharedTransaction.isRunning() ? " shared" : ""));
  }

  @Test
  void eventsThatMayShareOneTransactionAlthoughNobodySaysHowMany() throws Exception {
    sendBeforeStart(sharing(word -> shared(word, mail -> {})), "a", "b", "c");
    drained(CRM);
    assertThat(written()).containsExactly("a shared", "b shared", "c shared");
  }

  @Test
  void whatCannotBeRolledBackHappensOnceAndInATransactionOfItsOwn() throws Exception {
    List<String> mails = new CopyOnWriteArrayList<>();
    sendBeforeStart(sharing(word -> shared(word, mails::add)), "a", "b", "mail", "c");
    drained(CRM);
    assertThat(mails).containsExactly("mail");
    assertThat(written()).containsExactly("a", "b", "c", "mail");
    assertThat(bench.depth(DEAD)).isZero();
  }

  @Test
  void whatASharedTransactionDidIsToldOnceItCommitsAndWhatItDidNotOnceItRollsBack()
      throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    sendBeforeStart(sharing(word -> telling(word, told)), "a", "mail");
    drained(CRM);
    assertThat(told).containsExactly("not a", "not mail", "a", "mail");
  }

  private static void telling(String word, List<String> told) {
    SharedTransaction.afterCommit(() -> told.add(word));
    SharedTransaction.afterRollback(() -> told.add("not " + word));
    if (word.equals("mail")) {
      SharedTransaction.leave();
    }
  }

  /** Forgets what it carries, and keeps to itself what the mailing throws. */
  private RouteBuilder careless(Step mail) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        errorHandler(noErrorHandler());
        from("destination:crm")
            .routeProperty(SharedTransaction.ALLOWED, "true")
            .removeProperties("*")
            .doTry()
            .process(e -> once(e, word -> shared(word, mail)))
            .doCatch(DeliveryFailure.class)
            .end()
            .filter(body().isEqualTo("bad"))
            .throwException(DeliveryFailure.poison("no", null));
      }
    };
  }

  @Test
  void noStepOfTheRouteCanLoseWhatCannotBeRolledBack() throws Exception {
    List<String> mails = new CopyOnWriteArrayList<>();
    sendBeforeStart(careless(mails::add), "a", "mail");
    drained(CRM);
    assertThat(mails).containsExactly("mail");
    assertThat(written()).containsExactly("a", "mail");
  }

  @Test
  void noStepOfTheRouteCanRepeatWhatCannotBeRolledBack() throws Exception {
    List<String> mails = new CopyOnWriteArrayList<>();
    sendBeforeStart(careless(mails::add), "mail", "bad");
    drained(CRM);
    assertThat(mails).containsExactly("mail");
    assertThat(bench.messages(DEAD)).hasSize(1);
  }
}
