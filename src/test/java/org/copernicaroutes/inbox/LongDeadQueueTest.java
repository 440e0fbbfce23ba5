package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;

/**
 * So many dead letters that most are on the disk of the broker, where it has far less memory: what
 * it then hands out by a selector is not all that there is.
 */
class LongDeadQueueTest {

  private static final int LETTERS = Integer.getInteger("letters", 1_600);
  private static final int LENGTH = Integer.getInteger("letters.length", 20_000);
  private static final String DEAD = Queues.dead("crm");

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void park() throws Exception {
    BrokerSettings tight =
        new BrokerSettings(
            directory,
            DataSize.ofMegabytes(1),
            DataSize.ofMegabytes(1),
            1000,
            Duration.ofNanos(200_000),
            Duration.ofSeconds(60));
    bench = new Bench(tight, Bench.inbox(), TransactionOperations.withoutTransaction());
    String filling = "x".repeat(LENGTH);
    try (Connection connection = bench.broker.connect();
        Taking taking = new Taking(connection, DEAD)) {
      for (int i = 0; i < LETTERS; i += 100) {
        taking.commit(letters(i, filling));
      }
    }
  }

  private static List<Send> letters(int from, String filling) {
    List<Send> some = new ArrayList<>();
    for (int i = from; i < from + 100; i++) {
      Map<String, Object> why =
          Map.of(
              Taken.EVENT_ID,
              "event" + i,
              Settling.REASON,
              "reason " + i % 10,
              Settling.PARKED_AT,
              Instant.EPOCH.plusSeconds(i).toString(),
              Settling.QUEUE,
              Queues.destination("crm"));
      some.add(Send.now(DEAD, Taken.text(filling).with(why)));
    }
    return some;
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private List<String> events(LetterPage.Of page) {
    return bench.letters.list("crm", LetterFilter.all(), page).letters().stream()
        .map(letter -> letter.eventId())
        .toList();
  }

  /** Printed for the page that says how long it takes. */
  private static <T> T timed(String act, Callable<T> what) throws Exception {
    long start = System.nanoTime();
    T result = what.call();
    System.out.printf(
        "%,d letters: %s in %.1f s%n", LETTERS, act, (System.nanoTime() - start) / 1e9);
    return result;
  }

  @Test
  void theLastIsFoundAndTakenAndTheOthersStayInTheirOrder() throws Exception {
    String last = "event" + (LETTERS - 1);
    assertThat(timed("the newest 50 listed", () -> events(LetterPage.Of.newest(50))))
        .hasSize(50)
        .startsWith(last);
    LetterFilter filter = LetterFilter.all().eventId(last);
    assertThat(timed("the last retried", () -> bench.letters.retry("crm", filter)))
        .isEqualTo(new LettersMoved(1, 0, 0, null));
    assertThat(RetryKillTest.events(bench, Queues.destination("crm"))).containsExactly(last);
    assertThat(bench.depth(DEAD)).isEqualTo(LETTERS - 1);
    assertThat(events(LetterPage.Of.oldest(3))).containsExactly("event0", "event1", "event2");
  }

  @Test
  void allOfOneReasonAndThenAllAreTaken() throws Exception {
    LetterFilter tenth = LetterFilter.all().reason("REASON 7");
    assertThat(timed("a tenth retried", () -> bench.letters.retry("crm", tenth)).moved())
        .isEqualTo(LETTERS / 10);
    assertThat(bench.letters.discard("crm", tenth, "nothing left").moved()).isZero();
    LetterFilter all = LetterFilter.all();
    assertThat(timed("the others retried", () -> bench.letters.retry("crm", all)).moved())
        .isEqualTo(LETTERS - LETTERS / 10);
    Set<String> events = new TreeSet<>(RetryKillTest.events(bench, Queues.destination("crm")));
    assertThat(events).hasSize(LETTERS);
    assertThat(bench.depth(Queues.destination("crm"))).isEqualTo(LETTERS);
    assertThat(bench.depth(DEAD)).isZero();
  }
}
