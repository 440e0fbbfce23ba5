package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.copernicaroutes.support.SignedRequest.KEY_ID;
import static org.copernicaroutes.support.SignedRequest.valid;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.signature.Verdict;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;

class PagedParkTest {

  private static final String OTHER = "two._domainkey.copernica.com";

  /** Together more than a broker reads ahead of what is taken, unless it is told to. */
  private static final int LONG_ONES = 300;

  private static final int LONG = 90_000;

  @TempDir Path directory;

  @Test
  void aNameWithMuchThatCannotBeDecidedHoldsUpNoOtherOnDiskEither() throws Exception {
    try (Bench bench = bench()) {
      bench.checked.seen(KEY_ID).seen(OTHER).dns.txt(OTHER, TestKey.ONE.dkim()).fails();
      Park park = bench.park(Bench.parking());
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < LONG_ONES; i++) {
        answers.add(put(bench, park, valid().body(i + "x".repeat(LONG))));
      }
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
      assertThat(put(bench, park, valid().keyId(OTHER).body("last")).join().isStored()).isTrue();

      bench.checked.dns.answers().failsFor(KEY_ID);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> bench.words(Queues.INBOX).equals(List.of("last")));
      assertThat(bench.depth(Queues.PARK)).isEqualTo(LONG_ONES);
    }
  }

  private static CompletableFuture<Answer> put(Bench bench, Park park, SignedRequest request)
      throws Exception {
    return park.put(((Verdict.Undecided) bench.checked.of(request)).request());
  }

  private Bench bench() {
    BrokerSettings much = Bench.broker(directory, "1MB");
    BrokerSettings little =
        new BrokerSettings(
            much.directory(),
            much.minDiskFree(),
            DataSize.ofMegabytes(1),
            much.idCacheSize(),
            much.bufferTimeout(),
            much.callTimeout());
    return new Bench(little, Bench.inbox(), TransactionOperations.withoutTransaction());
  }
}
