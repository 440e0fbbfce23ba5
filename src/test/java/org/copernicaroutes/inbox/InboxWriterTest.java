package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.signature.VerifiedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxWriterTest {

  @TempDir Path directory;

  /** A bench over what the one before has kept. */
  Bench bench() {
    return new Bench(directory);
  }

  @Test
  void keepsEverythingOfARequestAlsoOverARestart() throws Exception {
    byte[] body = new byte[3_000_000];
    new Random(7).nextBytes(body);
    try (Bench bench = bench()) {
      assertThat(
              bench.writer.put(Arrival.of(Bench.request("large", body))).get(60, TimeUnit.SECONDS))
          .isEqualTo(Answer.stored(Bench.id("large")));
      assertThat(bench.put("small")).isEqualTo(Answer.stored(Bench.id("small")));
    }
    try (Bench bench = bench()) {
      List<VerifiedRequest> kept = new ArrayList<>();
      try (var connection = bench.broker.connect();
          Taking taking = new Taking(connection, Queues.INBOX)) {
        taking.take(10).forEach(t -> kept.add(InboxMessage.read(t)));
      }
      assertThat(kept.get(0).request().body()).isEqualTo(body);
      assertThat(kept.get(1)).usingRecursiveComparison().isEqualTo(Bench.request("small"));
    }
  }

  /** That each answer comes after its commit is what {@link KillTest} holds. */
  @Test
  void answersEachOfManyAndStoresThemAll() throws Exception {
    try (Bench bench = bench()) {
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        answers.add(bench.writer.put(Arrival.of(Bench.request("event-" + i))));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get(60, TimeUnit.SECONDS))
            .isEqualTo(Answer.stored(Bench.id("event-" + i)));
      }
      assertThat(bench.words(Queues.INBOX)).hasSize(500).contains("body of event-499");
      assertThat(bench.meters.counter("copernica.stored").count()).isEqualTo(500);
    }
  }

  @Test
  void answersAReplayAsStoredAndStoresItOnce() throws Exception {
    try (Bench bench = bench()) {
      var first = bench.writer.put(Arrival.of(Bench.request("a")));
      var within = bench.writer.put(Arrival.of(Bench.request("a")));
      assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(Answer.stored(Bench.id("a")));
      assertThat(within.get(60, TimeUnit.SECONDS)).isEqualTo(Answer.stored(Bench.id("a")));
      assertThat(bench.put("a")).isEqualTo(Answer.stored(Bench.id("a")));
      assertThat(bench.words(Queues.INBOX)).containsExactly("body of a");
      assertThat(bench.meters.counter("copernica.replayed").count()).isEqualTo(2);
    }
  }

  @Test
  void recognisesAReplayAfterARestartAndStoresTheRestOfItsGroup() throws Exception {
    try (Bench bench = bench()) {
      bench.put("old");
    }
    try (Bench bench = bench()) {
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (String id : List.of("new-1", "old", "new-2")) {
        answers.add(bench.writer.put(Arrival.of(Bench.request(id))));
      }
      for (CompletableFuture<Answer> answer : answers) {
        assertThat(answer.get(60, TimeUnit.SECONDS).isStored()).isTrue();
      }
      assertThat(bench.words(Queues.INBOX))
          .containsExactlyInAnyOrder("body of old", "body of new-1", "body of new-2");
    }
  }

  @Test
  void remembersAnIdOnlyAfterItsCommit() throws Exception {
    try (Bench bench = bench()) {
      bench.stopBroker();
      assertThat(bench.put("a")).isEqualTo(Answer.UNAVAILABLE);
      assertThat(bench.seen.size()).isZero();
    }
  }

  @Test
  void refusesAtOnceWhenTooManyWait() throws Exception {
    try (Bench bench = bench()) {
      CompletableFuture<?>[] answers = new CompletableFuture<?>[5000];
      for (int i = 0; i < answers.length; i++) {
        answers[i] = bench.writer.put(Arrival.of(Bench.request("event-" + i)));
      }
      CompletableFuture.allOf(answers).get(60, TimeUnit.SECONDS);
      long stored = Arrays.stream(answers).filter(a -> ((Answer) a.join()).isStored()).count();
      assertThat(stored).isBetween(1000L, 5000L).isEqualTo(bench.depth(Queues.INBOX));
    }
  }

  @Test
  void anInterruptIsNoStop() throws Exception {
    try (Bench bench = bench()) {
      AtomicBoolean interrupted = new AtomicBoolean();
      Broker interrupting =
          new Troubled(
              bench.broker,
              () -> {
                if (interrupted.compareAndSet(false, true)) {
                  Thread.currentThread().interrupt();
                }
              },
              c -> c);
      try (Running writer = new Running(interrupting, bench)) {
        writer.put("a").get(60, TimeUnit.SECONDS);
        await().until(() -> writer.put("b").get(60, TimeUnit.SECONDS).isStored());
      }
    }
  }

  @Test
  void everyoneIsAnsweredWhenNotEvenTheBrokenSessionCanBeClosed() throws Exception {
    try (Bench bench = bench()) {
      Broker broken = new Troubled(bench.broker, () -> {}, InboxWriterTest::unclosable);
      try (Running writer = new Running(broken, bench)) {
        assertThat(writer.put("a").get(60, TimeUnit.SECONDS).isStored()).isTrue();
        bench.stopBroker();
        assertThat(writer.put("b").get(60, TimeUnit.SECONDS)).isEqualTo(Answer.UNAVAILABLE);
      }
    }
  }

  private static Connection unclosable(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            InboxWriterTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                throw new IllegalStateException("as if");
              }
              return method.invoke(connection, arguments);
            });
  }

  /** A writer of its own, before the broker of the bench. */
  private record Running(InboxWriter writer) implements AutoCloseable {
    Running(Broker broker, Bench bench) {
      this(new InboxWriter(broker, bench.seen, Bench.inbox(), bench.meters));
      writer.start();
    }

    CompletableFuture<Answer> put(String name) {
      return writer.put(Arrival.of(Bench.request(name)));
    }

    @Override
    public void close() {
      try {
        writer.stop();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private record Troubled(Broker broker, Runnable before, UnaryOperator<Connection> connection)
      implements Broker {
    @Override
    public Connection connect() throws JMSException {
      return connection.apply(broker.connect());
    }

    @Override
    public @Nullable String refusal() {
      before.run();
      return broker.refusal();
    }

    @Override
    public Map<String, Depth> depths() {
      return broker.depths();
    }
  }
}
