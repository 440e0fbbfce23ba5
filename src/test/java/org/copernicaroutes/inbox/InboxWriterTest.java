package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
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
import org.apache.camel.builder.RouteBuilder;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.signature.VerifiedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.transaction.support.TransactionOperations;

class InboxWriterTest {

  private static final long MB = 1024 * 1024;

  @TempDir Path directory;

  @Test
  void keepsEverythingOfARequestAlsoOverARestart() throws Exception {
    byte[] body = new byte[3_000_000];
    new Random(7).nextBytes(body);
    try (Bench bench = new Bench(directory)) {
      assertThat(bench.writer.put(Bench.request("large", body)).get(20, TimeUnit.SECONDS))
          .isEqualTo(Answer.stored(Bench.id("large")));
      assertThat(bench.put("small")).isEqualTo(Answer.stored(Bench.id("small")));
    }
    try (Bench bench = new Bench(directory)) {
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
    try (Bench bench = new Bench(directory)) {
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        answers.add(bench.writer.put(Bench.request("event-" + i)));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get(20, TimeUnit.SECONDS))
            .isEqualTo(Answer.stored(Bench.id("event-" + i)));
      }
      assertThat(bench.words(Queues.INBOX)).hasSize(500).contains("body of event-499");
      assertThat(bench.meters.counter("copernica.stored").count()).isEqualTo(500);
    }
  }

  @Test
  void answersAReplayAsStoredAndStoresItOnce() throws Exception {
    try (Bench bench = new Bench(directory)) {
      var first = bench.writer.put(Bench.request("a"));
      var within = bench.writer.put(Bench.request("a"));
      assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(Answer.stored(Bench.id("a")));
      assertThat(within.get(20, TimeUnit.SECONDS)).isEqualTo(Answer.stored(Bench.id("a")));
      assertThat(bench.put("a")).isEqualTo(Answer.stored(Bench.id("a")));
      assertThat(bench.words(Queues.INBOX)).containsExactly("body of a");
      assertThat(bench.meters.counter("copernica.replayed").count()).isEqualTo(2);
    }
  }

  @Test
  void recognisesAReplayAfterARestartAndStoresTheRestOfItsGroup() throws Exception {
    try (Bench bench = new Bench(directory)) {
      bench.put("old");
    }
    try (Bench bench = new Bench(directory)) {
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (String id : List.of("new-1", "old", "new-2")) {
        answers.add(bench.writer.put(Bench.request(id)));
      }
      for (CompletableFuture<Answer> answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS).isStored()).isTrue();
      }
      assertThat(bench.words(Queues.INBOX))
          .containsExactlyInAnyOrder("body of old", "body of new-1", "body of new-2");
    }
  }

  @Test
  void remembersAnIdOnlyAfterItsCommit() throws Exception {
    try (Bench bench = new Bench(directory)) {
      bench.broker.stop();
      assertThat(bench.put("a")).isEqualTo(Answer.UNAVAILABLE);
      assertThat(bench.seen.size()).isZero();
    }
  }

  @Test
  void refusesWhileTheDiskIsLowAndTakesUpAgainByItself() throws Exception {
    String tooMuch = directory.toFile().getUsableSpace() * 2 + "B";
    try (Bench bench = bench(tooMuch)) {
      assertThat(bench.put("a")).isEqualTo(Answer.UNAVAILABLE);
      assertThat(bench.put("b")).isEqualTo(Answer.UNAVAILABLE);
      assertThat(bench.broker.refusal()).contains("copernica.broker.min-disk-free");
    }
    try (Bench bench = bench("1MB")) {
      assertThat(bench.put("a")).isEqualTo(Answer.stored(Bench.id("a")));
      assertThat(bench.words(Queues.INBOX)).containsExactly("body of a");
    }
  }

  private Bench bench(String minDiskFree) {
    return new Bench(
        Bench.broker(directory, minDiskFree),
        Bench.inbox(),
        TransactionOperations.withoutTransaction());
  }

  @Test
  void aJournalFailureEndsTheProcess() throws Exception {
    try (Bench bench = new Bench(directory)) {
      bench.failure.onIOException(new java.io.IOException("gone"), "write", "file");
      assertThat(bench.put("a")).isEqualTo(Answer.UNAVAILABLE);
      assertThat(bench.exits).containsExactly(3);
      assertThat(bench.published)
          .singleElement()
          .extracting(e -> ((AvailabilityChangeEvent<?>) e).getState())
          .isEqualTo(LivenessState.BROKEN);
    }
  }

  @Test
  void aSecondBrokerOnTheSameJournalFailsAtOnceAndSaysWhy() throws Exception {
    try (Bench bench = new Bench(directory)) {
      assertThatThrownBy(() -> new Bench(directory))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("copernica.broker.directory")
          .hasMessageContaining("another copernica-routes");
      assertThat(bench.put("a").isStored()).isTrue();
    }
  }

  @Test
  void refusesAtOnceWhenTooManyWait() throws Exception {
    try (Bench bench = new Bench(directory)) {
      CompletableFuture<?>[] answers = new CompletableFuture<?>[5000];
      for (int i = 0; i < answers.length; i++) {
        answers[i] = bench.writer.put(Bench.request("event-" + i));
      }
      CompletableFuture.allOf(answers).get(20, TimeUnit.SECONDS);
      long stored = Arrays.stream(answers).filter(a -> ((Answer) a.join()).isStored()).count();
      assertThat(stored).isBetween(1000L, 5000L).isEqualTo(bench.depth(Queues.INBOX));
    }
  }

  @Test
  void anInterruptIsNoStop() throws Exception {
    try (Bench bench = new Bench(directory)) {
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
        writer.put("a").get(20, TimeUnit.SECONDS);
        await().until(() -> writer.put("b").get(20, TimeUnit.SECONDS).isStored());
      }
    }
  }

  @Test
  void everyoneIsAnsweredWhenNotEvenTheBrokenSessionCanBeClosed() throws Exception {
    try (Bench bench = new Bench(directory)) {
      Broker broken = new Troubled(bench.broker, () -> {}, InboxWriterTest::unclosable);
      try (Running writer = new Running(broken, bench)) {
        assertThat(writer.put("a").get(20, TimeUnit.SECONDS).isStored()).isTrue();
        bench.broker.stop();
        assertThat(writer.put("b").get(20, TimeUnit.SECONDS)).isEqualTo(Answer.UNAVAILABLE);
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
      return writer.put(Bench.request(name));
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

  @Test
  void refusesOnceTheDiskFillsUpStillDeliversAndRecoversWhenThereIsSpaceAgain() throws Exception {
    long free = directory.toFile().getUsableSpace();
    Path ballast = directory.resolve("ballast");
    try (Bench bench = bench(free - 200 * MB + "B")) {
      bench.camel.start();
      bench.send("crm", "a");
      assertThat(bench.put("a").isStored()).isTrue();
      fill(ballast, 400 * MB);
      assertThat(bench.put("b")).isEqualTo(Answer.UNAVAILABLE);
      deliverAll(bench);
      await().until(() -> bench.depth(Queues.destination("crm")) == 0);
      Files.delete(ballast);
      await().until(() -> bench.put("b").isStored());
    }
  }

  private static void deliverAll(Bench bench) throws Exception {
    bench.camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("destination:crm").log("${body}");
          }
        });
  }

  /** With bytes that no file system leaves out. */
  private static void fill(Path file, long length) throws IOException {
    byte[] some = new byte[(int) MB];
    new Random(1).nextBytes(some);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long written = 0; written < length; written += some.length) {
        out.write(some);
      }
    }
  }
}
