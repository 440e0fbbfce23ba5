package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.camel.builder.RouteBuilder;
import org.copernicaroutes.callback.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.transaction.support.TransactionOperations;

/** What is so because the journal is ours: its disk, its failures, its one owner. */
class EmbeddedBrokerTest {

  private static final long MB = 1024 * 1024;

  @TempDir Path directory;

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
          .isInstanceOf(JournalUnusable.class)
          .hasMessageContaining("copernica.broker.directory")
          .hasMessageContaining("another copernica-routes")
          .satisfies(
              failure ->
                  assertThat(new JournalUnusable.Analyzer().analyze(failure).getDescription())
                      .startsWith("the journal in ")
                      .hasLineCount(1));
      assertThat(bench.put("a").isStored()).isTrue();
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
