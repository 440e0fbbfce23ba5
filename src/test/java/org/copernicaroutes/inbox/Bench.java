package org.copernicaroutes.inbox;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.signature.CheckedSignature;
import org.copernicaroutes.signature.RecentIds;
import org.copernicaroutes.signature.VerifiedRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;

/** A real broker in a folder, a writer before it and Camel behind it; pauses take no time. */
final class Bench implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-01-05T10:00:00.123456789Z");

  static {
    level("ROOT", Level.INFO);
    level("org.apache.activemq", Level.WARN);
    level("org.apache.activemq.audit", Level.OFF);
  }

  private static void level(String logger, Level level) {
    ((Logger) LoggerFactory.getLogger(logger)).setLevel(level);
  }

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final RecentIds seen = new RecentIds(Clock.systemUTC(), Duration.ofMinutes(6));
  final List<Integer> exits = Collections.synchronizedList(new ArrayList<>());
  final List<Object> published = Collections.synchronizedList(new ArrayList<>());
  final JournalFailure failure = new JournalFailure(published::add, exits::add);
  final List<Duration> paused = Collections.synchronizedList(new ArrayList<>());
  final List<Connection> connections = Collections.synchronizedList(new ArrayList<>());
  final Broker broker;
  final InboxWriter writer;
  final DeliveryWatch watch;
  final CheckedSignature checked = new CheckedSignature();
  final Park park;
  final CamelContext camel = new DefaultCamelContext();

  /** As they work with the park that was made last. */
  DeadLetters letters;

  /** How many pauses pass before the next one lasts until the stop. */
  volatile int pauses = Integer.MAX_VALUE;

  /** How long each of them takes. */
  volatile long pauseMillis = 0;

  private final Kept kept;
  private final InboxSettings inbox;
  private final DeliveryQueues queues;
  private final List<Park> parks = new ArrayList<>();

  Bench(Path directory) {
    this(broker(directory, "1MB"), inbox(), TransactionOperations.withoutTransaction());
  }

  Bench(Path directory, TransactionOperations database) {
    this(broker(directory, "1MB"), inbox(), database);
  }

  Bench(BrokerSettings settings, InboxSettings inbox, TransactionOperations database) {
    this(failure -> Kept.embedded(settings, failure), inbox, database);
  }

  Bench(Function<JournalFailure, Kept> start, InboxSettings inbox, TransactionOperations database) {
    this.inbox = inbox;
    kept = start.apply(failure);
    broker = kept.broker();
    writer = new InboxWriter(broker, seen, inbox, meters);
    writer.start();
    watch = new DeliveryWatch(broker, meters, Clock.systemUTC());
    Pauses pauses = new Pauses(inbox.retry(), new Random(1), this::pass);
    queues =
        new DeliveryQueues(
            new Breakable(broker, connections), inbox, database, pauses, watch, Clock.systemUTC());
    ParkWork work = parkWork(parking());
    park = new Park(writer, work);
    letters = new DeadLetters(work, new LetterLog(meters));
    camel.addComponent("inbox", new InboxComponent(queues, writer, park));
    camel.addComponent("destination", new DestinationComponent(queues, new Words()));
  }

  static ParkSettings parking() {
    return new ParkSettings(
        1000, DataSize.ofMegabytes(64), 5, Duration.ofHours(24), Duration.ofDays(7), 5);
  }

  /** A running one, whose pauses are real and short. */
  Park park(ParkSettings settings) {
    ParkWork work = parkWork(settings);
    Park running = new Park(writer, work);
    letters = new DeadLetters(work, new LetterLog(meters));
    running.start();
    parks.add(running);
    await().until(() -> work.room().isCounted());
    return running;
  }

  private ParkWork parkWork(ParkSettings settings) {
    InboxSettings.Retry retry =
        new InboxSettings.Retry(
            Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(100), 5);
    DeliveryQueues parked =
        new DeliveryQueues(
            broker,
            inbox,
            TransactionOperations.withoutTransaction(),
            new Pauses(retry, new Random(2), Pause::real),
            watch,
            Clock.systemUTC());
    return new ParkWork(
        parked,
        verdicts(settings),
        new ParkRoom(settings),
        new ParkLog(meters, Clock.systemUTC(), settings.logLines()),
        seen);
  }

  ParkVerdicts verdicts(ParkSettings settings) {
    return new ParkVerdicts(
        checked.check, seen, new ParkRoom(settings), settings, Clock.systemUTC());
  }

  DigestQueues digests(Clock clock) {
    return new DigestQueues(
        new DeliveryQueues(
            queues.broker(), queues.settings(), queues.database(), queues.pauses(), watch, clock));
  }

  private boolean pass(Duration duration, java.util.concurrent.CountDownLatch stop)
      throws InterruptedException {
    paused.add(duration);
    if (paused.size() > pauses) {
      stop.await();
    }
    return !stop.await(pauseMillis, TimeUnit.MILLISECONDS);
  }

  /**
   * A running broker.
   *
   * @param end as when its process ends; may be called twice
   * @param leave as when our process ends
   * @param depths of this moment
   */
  record Kept(
      Broker broker, Runnable end, Runnable leave, Callable<Map<String, Broker.Depth>> depths) {
    static Kept embedded(BrokerSettings settings, JournalFailure failure) {
      EmbeddedBroker broker = new EmbeddedBroker(settings, failure);
      broker.start();
      return new Kept(broker, broker::stop, broker::stop, broker::depths);
    }
  }

  void stopBroker() {
    kept.end().run();
  }

  /** The broker, and the connections that deliveries have made to it, to be broken. */
  private record Breakable(Broker broker, List<Connection> connections) implements Broker {
    @Override
    public Connection connect() throws JMSException {
      return kept(broker.connect());
    }

    @Override
    public Connection connectToTake() throws JMSException {
      return kept(broker.connectToTake());
    }

    @Override
    public Connection connectToTakeOneByOne() throws JMSException {
      return kept(broker.connectToTakeOneByOne());
    }

    @Override
    public boolean mayTake() {
      return broker.mayTake();
    }

    private Connection kept(Connection connection) {
      connections.add(connection);
      return connection;
    }

    @Override
    public @Nullable String refusal() {
      return broker.refusal();
    }

    @Override
    public Map<String, Depth> depths() {
      return broker.depths();
    }
  }

  /** As when the process dies, or the broker: nothing that is not committed is kept. */
  void breakConnections() {
    for (Connection connection : List.copyOf(connections)) {
      try {
        connection.close();
      } catch (JMSException e) {
        throw new IllegalStateException(e);
      }
    }
    connections.clear();
  }

  /** What is logged from now on by loggers below that name. */
  static ListAppender<ILoggingEvent> logged(String name) {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.list = new CopyOnWriteArrayList<>();
    lines.start();
    level(name, Level.INFO); // whatever an application that ran before has set
    ((Logger) LoggerFactory.getLogger(name)).addAppender(lines);
    return lines;
  }

  /** A body that is a word; the word `bad json` cannot be read back. */
  static final class Words implements DestinationFormat {
    @Override
    public String write(Object body) {
      return String.valueOf(body);
    }

    @Override
    public Object read(String text) {
      if (text.equals("bad json")) {
        throw DeliveryFailure.poison("not a word", null);
      }
      return text;
    }
  }

  static BrokerSettings broker(Path directory, String minDiskFree) {
    return new BrokerSettings(
        directory,
        DataSize.parse(minDiskFree),
        DataSize.ofMegabytes(64),
        1000,
        Duration.ofNanos(200_000),
        Duration.ofSeconds(8));
  }

  static InboxSettings inbox() {
    return new InboxSettings(
        1000,
        100,
        DataSize.ofMegabytes(4),
        new InboxSettings.Retry(
            Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(10), 5),
        new InboxSettings.NotYet(
            Duration.ofMillis(1), Duration.ofMillis(5), 4, Duration.ofHours(1)),
        new InboxSettings.Digest(Duration.ofMillis(20), 10));
  }

  void routes(RouteBuilder... routes) throws Exception {
    for (RouteBuilder route : routes) {
      camel.addRoutes(route);
    }
    camel.start();
  }

  static VerifiedRequest request(String name) {
    return request(name, ("body of " + name).getBytes(StandardCharsets.UTF_8));
  }

  /** The event id of the request of that name. */
  static String id(String name) {
    String hex = HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
    return hex + "0".repeat(64 - hex.length());
  }

  static VerifiedRequest request(String name, byte[] body) {
    List<CapturedRequest.Header> headers =
        List.of(
            new CapturedRequest.Header("X-Dup", "one"),
            new CapturedRequest.Header("Host", "h \"q\" é"),
            new CapturedRequest.Header("x-dup", "two, three"));
    return new VerifiedRequest(
        id(name),
        1234,
        Instant.parse("2026-01-05T09:59:58Z"),
        true,
        new CapturedRequest("POST", "/copernica/callback?a=%20b", headers, body, NOW));
  }

  Answer put(String name) throws Exception {
    return writer.put(Arrival.of(request(name))).get(60, TimeUnit.SECONDS);
  }

  void send(String destination, String... words) {
    for (String word : words) {
      camel.createProducerTemplate().sendBody("destination:" + destination, word);
    }
  }

  /** The events in a queue, without taking them. */
  List<Message> messages(String queue) throws Exception {
    try (Connection connection = broker.connect();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
      List<Message> messages = new ArrayList<>();
      Enumeration<?> all = browser.getEnumeration();
      while (all.hasMoreElements()) {
        messages.add((Message) all.nextElement());
      }
      return messages;
    }
  }

  List<String> words(String queue) throws Exception {
    List<String> words = new ArrayList<>();
    for (Message message : messages(queue)) {
      words.add(
          message instanceof TextMessage text ? text.getText() : utf8((BytesMessage) message));
    }
    return words;
  }

  private static String utf8(BytesMessage message) throws Exception {
    return new String((byte[]) Taken.of(message).content(), StandardCharsets.UTF_8);
  }

  long depth(String queue) {
    try {
      return kept.depths().call().getOrDefault(queue, new Broker.Depth(0, null)).events();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static <T> BlockingQueue<T> box() {
    return new LinkedBlockingQueue<>();
  }

  @Override
  public void close() {
    camel.stop();
    try {
      for (Park running : parks) {
        running.stop();
      }
      writer.stop();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    kept.leave().run();
    checked.close();
  }
}
