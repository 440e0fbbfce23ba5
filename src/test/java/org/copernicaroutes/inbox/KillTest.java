package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.copernicaroutes.callback.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillTest {

  private static final int LONGEST_ID = 100;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {300, 2500})
  void whatWasAnsweredIsThereAfterAKillAndRoutedWhollyOrNotAtAll(int answers) throws Exception {
    Set<String> answered = killAfter(answers);
    try (Bench bench = new Bench(directory)) {
      List<String> inbox = ids(bench, Queues.INBOX);
      List<String> one = ids(bench, Queues.destination("one"));
      List<String> two = ids(bench, Queues.destination("two"));

      assertThat(answered).hasSizeGreaterThanOrEqualTo(answers);
      assertThat(one).isNotEmpty().doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(two);
      assertThat(inbox).doesNotContainAnyElementsOf(one);
      Set<String> kept = new HashSet<>(inbox);
      kept.addAll(one);
      assertThat(kept).containsAll(answered);
    }
  }

  @Test
  void whatWasAnsweredIsNotTakenAgainAfterAKill() throws Exception {
    Set<String> answered = killAfter(300);
    try (Bench bench = new Bench(directory)) {
      List<String> before = ids(bench, Queues.INBOX);
      for (String id : answered) {
        String name = new String(HexFormat.of().parseHex(id), StandardCharsets.UTF_8).trim();
        assertThat(bench.put(name)).isEqualTo(Answer.stored(id));
      }
      assertThat(ids(bench, Queues.INBOX)).containsExactlyInAnyOrderElementsOf(before);
      bench.put("new");
      assertThat(ids(bench, Queues.INBOX)).hasSize(before.size() + 1);
    }
  }

  /** And when a batch was routed: the next one is only taken when it is committed. */
  private Set<String> killAfter(int answers) throws Exception {
    Set<String> answered = new HashSet<>();
    AtomicInteger routed = new AtomicInteger();
    VictimProcess.run(
        Victim.class,
        directory,
        line -> {
          if (line.startsWith("stored ") && line.length() < LONGEST_ID) {
            answered.add(line.substring("stored ".length()));
          }
          routed.addAndGet(line.equals(Victim.ROUTED) ? 1 : 0);
          return answered.size() >= answers && routed.get() > Victim.BATCH;
        });
    answered.removeIf(id -> !id.matches("[0-9a-f]{64}"));
    return answered;
  }

  static List<String> ids(Bench bench, String queue) throws Exception {
    List<String> ids = new ArrayList<>();
    try (Connection connection = bench.broker.connect();
        Taking taking = new Taking(connection, queue)) {
      List<Taken> some = taking.take(100);
      while (!some.isEmpty()) {
        some.forEach(t -> ids.add(t.eventId()));
        some = taking.take(100);
      }
    }
    return ids;
  }
}
