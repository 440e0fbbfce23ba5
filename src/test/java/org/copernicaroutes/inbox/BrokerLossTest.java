package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.support.BrokerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionOperations;

/** The broker dies while requests come, are routed and are delivered. */
class BrokerLossTest {

  private static final int SENDERS = 16;
  private static final int ENOUGH = 400;
  private static final int LARGE_EVERY = 50;
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;

  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final Set<String> delivered = ConcurrentHashMap.newKeySet();
  private final AtomicInteger turnedAway = new AtomicInteger();
  private final List<Thread> senders = new ArrayList<>();
  private final List<BrokerProcess> brokers = new ArrayList<>();
  private volatile boolean sending = true;
  private Bench bench;

  @AfterEach
  void close() {
    sending = false;
    if (bench != null) {
      bench.close();
    }
    brokers.forEach(BrokerProcess::close);
  }

  @Test
  void nothingIsLostDoubledOrTurnedAwayWhenTheBrokerIsKilledAndRestarted() throws Exception {
    BrokerProcess broker = new BrokerProcess(directory).start();
    brokers.add(broker);
    load(broker.url());
    for (int round = 0; round < 3; round++) {
      awaitMore();
      broker.kill();
      broker.start();
    }
    awaitMore();
    settle();
  }

  @Test
  void nothingIsLostDoubledOrTurnedAwayWhenTheBackupTakesOverAndGivesBack() throws Exception {
    brokers.addAll(BrokerProcess.pair(directory));
    brokers.forEach(BrokerProcess::start);
    BrokerProcess primary = brokers.get(0);
    load(
        "(%s,%s)?ha=true&reconnectAttempts=-1&blockOnDurableSend=false"
            .formatted(primary.url(), brokers.get(1).url()));
    awaitMore();
    primary.kill();
    awaitMore();
    primary.start();
    awaitMore();
    settle();
  }

  private void load(String url) throws Exception {
    bench = new Bench(f -> kept(url), Bench.inbox(), TransactionOperations.withoutTransaction());
    bench.pauseMillis = 50;
    bench.routes(routes());
    for (int i = 0; i < SENDERS; i++) {
      String name = "t" + i + "-";
      Thread sender = new Thread(() -> send(name));
      senders.add(sender);
      sender.start();
    }
  }

  private static Bench.Kept kept(String url) {
    ExternalBroker broker = new ExternalBroker(OwnProcess.settings(url, LONG), Clock.systemUTC());
    broker.start();
    return new Bench.Kept(broker, broker::stop, broker::stop, () -> broker.seenNow().depths());
  }

  private RouteBuilder routes() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        errorHandler(noErrorHandler());
        from("inbox:requests?batch=20")
            .setBody(simple("${body.id}"))
            .to("destination:kept")
            .to("destination:done");
        from("destination:done?batch=20&consumers=2")
            .process(e -> delivered.add(e.getMessage().getBody(String.class)));
      }
    };
  }

  private void send(String name) {
    for (int i = 0; sending; i++) {
      String id = name + i;
      byte[] body = new byte[i % LARGE_EVERY == 0 ? 200_000 : 600];
      Answer answer = bench.writer.put(Arrival.of(Bench.request(id, body))).join();
      if (answer.isStored()) {
        answered.add(Bench.id(id));
      } else {
        turnedAway.incrementAndGet();
      }
    }
  }

  private void awaitMore() {
    int before = answered.size();
    await().atMost(LONG).until(() -> answered.size() > before + ENOUGH);
  }

  private void settle() throws Exception {
    sending = false;
    for (Thread sender : senders) {
      sender.join();
    }
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .until(
            () -> bench.depth(Queues.INBOX) == 0 && bench.depth(Queues.destination("done")) == 0);
    assertThat(turnedAway).hasValue(0);
    assertThat(delivered).containsExactlyInAnyOrderElementsOf(answered);
    assertThat(KillTest.ids(bench, Queues.destination("kept")))
        .containsExactlyInAnyOrderElementsOf(answered);
  }
}
