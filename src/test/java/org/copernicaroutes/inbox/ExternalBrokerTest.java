package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import jakarta.jms.JMSException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.support.BrokerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionOperations;

/** What we do about a broker that is away, full, closed to us, or not set as events need. */
class ExternalBrokerTest {

  @TempDir Path directory;

  private final List<String> delivered = new CopyOnWriteArrayList<>();
  private final ListAppender<ILoggingEvent> lines = Bench.logged(BrokerLog.class.getName());
  private volatile boolean destinationIsAway;
  private BrokerProcess process;
  private Bench bench;

  @BeforeEach
  void prepare() {
    process = new BrokerProcess(directory);
  }

  @AfterEach
  void close() {
    if (bench != null) {
      bench.close();
    }
    process.close();
  }

  private static ExternalBrokerSettings settings(String url) {
    return OwnProcess.settings(url, Duration.ofMillis(500));
  }

  private void open(ExternalBrokerSettings settings) throws Exception {
    ExternalBroker broker = new ExternalBroker(settings, Clock.systemUTC());
    broker.start();
    bench =
        new Bench(
            failure -> new Bench.Kept(broker, process::kill, broker::stop, broker::depths),
            Bench.inbox(),
            TransactionOperations.withoutTransaction());
    bench.pauseMillis = 50;
    bench.routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("inbox:requests").process(e -> deliver(e.getMessage().getBody(String.class)));
          }
        });
  }

  private void deliver(String word) throws ConnectException {
    if (destinationIsAway) {
      throw new ConnectException();
    }
    delivered.add(word);
  }

  private void said(String event) {
    await("in the log: " + event).atMost(Duration.ofSeconds(30)).until(() -> log().contains(event));
  }

  private String log() {
    return lines.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .collect(Collectors.joining("\n"));
  }

  private Health health() {
    return new QueuesHealthIndicator(bench.broker, bench.watch, Clock.systemUTC()).health();
  }

  private void storesAndDelivers(String name) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> bench.put(name).equals(Answer.stored(Bench.id(name))));
    await().atMost(Duration.ofSeconds(30)).until(() -> !delivered.isEmpty());
    await().until(() -> health().getStatus().equals(Status.UP));
  }

  @Test
  void aBrokerThatComesLaterThanWeDoIsFoundByItself() throws Exception {
    open(settings(process.url()));
    said("broker.away");
    assertThat(bench.put("early")).isEqualTo(Answer.UNAVAILABLE);
    assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    assertThat(health().getDetails().get("storing").toString()).contains("the broker is away");
    process.start();
    storesAndDelivers("late");
    assertThat(log()).containsOnlyOnce("broker.away").containsOnlyOnce("broker.connected");
  }

  @Test
  void whileTheBrokerCountsTriesItselfEventsAreStoredAndNoneIsTaken() throws Exception {
    process.changed("<max-delivery-attempts>-1<", "<max-delivery-attempts>10<").start();
    open(settings(process.url()));
    said("broker.unfit");
    await().until(() -> bench.put("a").isStored());
    assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    assertThat(health().getDetails().get("delivering").toString()).startsWith("no: ");
    assertThat(log())
        .contains("max-delivery-attempts is 10, it must be -1")
        .contains("<max-delivery-attempts>-1</max-delivery-attempts>")
        .doesNotContain("the door answers 503");
    await().until(() -> bench.depth(Queues.INBOX) == 1);
    assertThat(delivered).isEmpty();

    process.kill();
    process.changed("<max-delivery-attempts>10<", "<max-delivery-attempts>-1<").start();
    storesAndDelivers("b");
    await().until(() -> delivered.size() == 2);
  }

  @Test
  void aBrokerAsItComesKeepsEventsUntilItIsToldWhatTheyNeed() throws Exception {
    process.changed("<address-setting match=\"copernica.#\">", "<address-setting match=\"a.#\">");
    process.start();
    open(settings(process.url()));
    said("broker.unfit");
    await().until(() -> bench.put("a").isStored());
    assertThat(log()).doesNotContain("the door answers 503");

    process.kill();
    process.changed("<address-setting match=\"a.#\">", "<address-setting match=\"copernica.#\">");
    process.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> delivered.size() == 1);
  }

  @Test
  void aBrokerThatDropsEventsIsSentNone() throws Exception {
    process.changed("<address-full-policy>PAGE<", "<address-full-policy>DROP<").start();
    open(settings(process.url()));
    said("broker.unfit");
    assertThat(log()).contains("address-full-policy is DROP", ", and the door answers 503");
    assertThat(bench.put("a")).isEqualTo(Answer.UNAVAILABLE);
  }

  @Test
  void aBrokerThatDoesNotLetUsLookIsNotTrusted() throws Exception {
    process.changed("<permission type=\"manage\" roles=\"copernica\"/>", "").start();
    open(settings(process.url()));
    said("broker.unfit");
    assertThat(log())
        .contains("nothing of it can be checked", "MANAGE")
        .contains("<permission type=\"manage\" roles=\"copernica\"/>");
    assertThat(bench.put("a")).isEqualTo(Answer.UNAVAILABLE);
  }

  @Test
  void aLineThatCannotBeWrittenDoesNotEndTheLooking() throws Exception {
    Logger log = (Logger) LoggerFactory.getLogger(BrokerLog.class);
    CountDownLatch failed = new CountDownLatch(1);
    Appender<ILoggingEvent> failing =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent line) {
            if (failed.getCount() > 0) {
              failed.countDown();
              throw new OutOfMemoryError("on purpose");
            }
          }
        };
    failing.start();
    log.addAppender(failing);
    try {
      open(settings(process.url()));
      assertThat(failed.await(60, TimeUnit.SECONDS)).isTrue();
      process.start();
      storesAndDelivers("a");
    } finally {
      log.detachAppender(failing);
    }
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void aHostWithoutAnAddressIsTriedInSilence(CapturedOutput out) {
    new SpringApplicationBuilder(Empty.class).web(WebApplicationType.NONE).run().close();
    try (BrokerUrl url = new BrokerUrl(settings("tcp://" + "a".repeat(64) + ".invalid:1"))) {
      assertThatThrownBy(url::connect).isInstanceOf(JMSException.class);
    }
    assertThat(out).doesNotContain("AMQ214016");
  }

  static class Empty {}

  @Test
  void aPermissionThatLacksIsSaidOnce() throws Exception {
    process.changed("<permission type=\"createNonDurableQueue\" roles=\"copernica\"/>", "").start();
    open(settings(process.url()));
    said("broker.unfit");
    assertThat(log()).contains("CREATE_NON_DURABLE_QUEUE");
    assertThat(bench.put("a")).isEqualTo(Answer.UNAVAILABLE);
    await()
        .during(Duration.ofSeconds(1)) // ten looks
        .until(() -> log().split("nothing of it can be checked", -1).length == 2);
  }

  @Test
  void aBrokerThatBeginsToCountTriesIsTakenFromNoMore() throws Exception {
    process.start();
    open(settings(process.url()));
    storesAndDelivers("a");
    try (BrokerUrl url = new BrokerUrl(settings(process.url()));
        var connection = url.connect();
        BrokerManagement management = new BrokerManagement(connection, Duration.ofSeconds(8))) {
      management.call("addAddressSettings", Queues.INBOX, "{\"maxDeliveryAttempts\": 10}");
      said("broker.unfit");
      await().until(() -> consumers(management) == 0);
      assertThat(bench.put("b").isStored()).isTrue();
      await().until(() -> bench.depth(Queues.INBOX) == 1);

      management.call("removeAddressSettings", Queues.INBOX);
      await().atMost(Duration.ofSeconds(30)).until(() -> delivered.size() == 2);
    }
  }

  @Test
  void norDoesAStandstillHoldWhatABrokerBeginsToCount() throws Exception {
    process.start();
    open(settings(process.url()));
    storesAndDelivers("a");
    destinationIsAway = true;
    assertThat(bench.put("b").isStored()).isTrue();
    await().until(() -> !bench.watch.standing().isEmpty());
    try (BrokerUrl url = new BrokerUrl(settings(process.url()));
        var connection = url.connect();
        BrokerManagement management = new BrokerManagement(connection, Duration.ofSeconds(8))) {
      management.call("addAddressSettings", Queues.INBOX, "{\"maxDeliveryAttempts\": 10}");
      await().until(() -> bench.watch.standing().isEmpty());
      assertThat(bench.broker.holdUp()).isNotNull();

      destinationIsAway = false;
      management.call("removeAddressSettings", Queues.INBOX);
      await().atMost(Duration.ofSeconds(30)).until(() -> delivered.size() == 2);
    }
  }

  private static int consumers(BrokerManagement management) throws Exception {
    return management.queues().stream()
        .filter(q -> q.name().equals(Queues.INBOX))
        .mapToInt(q -> Integer.parseInt(q.property("consumerCount")))
        .sum();
  }

  @Test
  void whatWasAskedLeavesNoQueueBehind() throws Exception {
    process.start();
    try (BrokerUrl url = new BrokerUrl(settings(process.url()));
        var connection = url.connect();
        BrokerManagement first = new BrokerManagement(connection, Duration.ofSeconds(8))) {
      new BrokerManagement(connection, Duration.ofSeconds(8)).close();
      String queues = String.valueOf(first.call("listQueues", "", -1, -1));
      assertThat(queues).containsOnlyOnce("\"replies.");
    }
  }

  @Test
  void aWrongPasswordIsSaidWithoutThePassword() throws Exception {
    process.start();
    ExternalBrokerSettings right = settings(process.url());
    open(
        new ExternalBrokerSettings(
            right.url(),
            right.user(),
            "wr0ng",
            right.callTimeout(),
            right.patience(),
            right.lookEvery(),
            right.idCacheSize()));
    said("broker.away");
    assertThat(log()).contains("copernica.broker.url, .user and .password").doesNotContain("wr0ng");
    assertThat(bench.put("a")).isEqualTo(Answer.UNAVAILABLE);
  }

  @Test
  void aBrokerWhoseDiskIsFullIsSentNothingMore() throws Exception {
    process.changed("<max-disk-usage>100<", "<max-disk-usage>0<").start();
    open(settings(process.url()));
    await().until(() -> String.valueOf(bench.broker.refusal()).contains("max-disk-usage"));
    assertThat(bench.put("a")).isEqualTo(Answer.UNAVAILABLE);
  }

  @Test
  void everyLineOfBrokerXmlThatIsNeededIsMissedWhereItIsNotSo() throws Exception {
    process.start();
    try (BrokerUrl url = new BrokerUrl(settings(process.url()));
        var connection = url.connect();
        BrokerManagement management = new BrokerManagement(connection, Duration.ofSeconds(8))) {
      BrokerRequirements requirements = new BrokerRequirements(100_000);
      assertThat(requirements.faults(management)).isEmpty();
      management.call("addAddressSettings", "copernica.#", WRONG);
      String faults = requirements.faults(management).toString();
      assertThat(faults).contains(neededOfAddresses(requirements.xml()));
      assertThat(Files.readString(Path.of("docs/broker/broker.xml")))
          .contains(needed(requirements.xml()));
    }
  }

  private static final String WRONG =
      """
      {"maxDeliveryAttempts": 10, "redeliveryDelay": 1, "slowConsumerThreshold": 1,
       "defaultExclusiveQueue": true, "defaultMaxConsumers": 1, "defaultNonDestructive": true,
       "defaultLastValueQueue": true, "defaultPurgeOnNoConsumers": true, "defaultRingSize": 5,
       "autoCreateAddresses": false, "autoCreateQueues": false, "autoDeleteAddresses": true,
       "autoDeleteQueues": true, "autoDeleteCreatedQueues": true, "configDeleteAddresses": "FORCE",
       "configDeleteQueues": "FORCE", "expiryDelay": 5, "minExpiryDelay": 5, "maxExpiryDelay": 5,
       "addressFullMessagePolicy": "DROP", "pageLimitBytes": 5, "pageLimitMessages": 5,
       "idCacheSize": 5}
      """;

  private static List<String> needed(String xml) {
    return xml.lines().map(String::strip).filter(l -> !l.matches("</?core>")).toList();
  }

  private static List<String> neededOfAddresses(String xml) {
    List<String> elements = new ArrayList<>();
    String settings = xml.substring(xml.indexOf("<address-setting match"));
    for (String line : needed(settings)) {
      if (line.matches("<([a-z-]+)>.*</\\1>")) {
        elements.add(line.replaceAll("^<([a-z-]+)>.*", "$1 is "));
      }
    }
    return elements;
  }

  @Test
  void aUrlThatIsNoneIsSaidAtOnce() {
    assertThatThrownBy(() -> new ExternalBroker(settings("amqps://x y"), Clock.systemUTC()))
        .hasMessageContaining("copernica.broker.url")
        .hasMessageContaining("(tcp://a:61616,tcp://b:61616)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://a:1?sslEnabled=true&trustStorePassword=ge^heim",
        "(tcp://a:1?trustStorePassword=ge^heim,tcp://b:1)",
        "tcp://a:1?trustStorePassword=%zzgeheim",
        "tcp://a:one?trustStorePassword=geheim"
      })
  void aUrlThatCannotBeReadIsNotRepeated(String url) {
    assertThatThrownBy(() -> new BrokerUrl(settings(url)))
        .hasMessageContaining("copernica.broker.url")
        .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("heim"));
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://a:1?sslEnable=true",
        "tcp://a:1?trustStorePasword=geheim",
        "(tcp://a:1,tcp://b:1?sslEnable=true)",
        "(tcp://a:1,tcp://b:1)?sslEnable=true"
      })
  void aParameterThatNobodyKnowsIsNotLeftOutInSilence(String url) {
    assertThatThrownBy(() -> new BrokerUrl(settings(url)))
        .hasMessageContaining("copernica.broker.url has the parameter")
        .hasMessageNotContaining("geheim");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://a:1?sslEnabled=true&trustStorePath=t&trustStorePassword=p&connect-timeout-millis=1",
        "tcp://a:1?ha=true&type=CF&callTimeout=100&minLargeMessageSize=9&tcpNoDelay=true",
        "(tcp://a:1?sslEnabled=true,tcp://b:1)?ha=true&reconnectAttempts=-1"
      })
  void aParameterThatTheClientKnowsIsAccepted(String url) {
    try (BrokerUrl read = new BrokerUrl(settings(url))) {
      assertThat(read.places()).startsWith("a:1");
    }
  }
}
