package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryKillTest {

  private static final Pattern RETRIED =
      Pattern.compile("letter.retried crm .* event=(event\\d+) ");
  private static final int BEFORE_THE_KILL = 300;

  @TempDir Path directory;

  @Test
  void afterAKillEachLetterIsInOneQueue() throws Exception {
    Set<String> retried = retriedUntilKilled();
    try (Bench bench = new Bench(directory)) {
      List<String> gone = events(bench, Queues.destination("crm"));
      List<String> kept = events(bench, Queues.dead("crm"));

      assertThat(retried).hasSizeGreaterThanOrEqualTo(BEFORE_THE_KILL);
      assertThat(gone).containsAll(retried).allMatch(event -> event.matches(".*[02468]"));
      assertThat(gone.size() + kept.size()).isEqualTo(RetryVictim.LETTERS);
      Set<String> all = new HashSet<>(gone);
      all.addAll(kept);
      assertThat(all).hasSize(RetryVictim.LETTERS);
    }
  }

  private Set<String> retriedUntilKilled() throws Exception {
    Set<String> retried = new HashSet<>();
    VictimProcess.run(
        RetryVictim.class,
        directory,
        line -> {
          Matcher matcher = RETRIED.matcher(line);
          if (matcher.find()) {
            retried.add(matcher.group(1));
          }
          return retried.size() >= BEFORE_THE_KILL;
        });
    return retried;
  }

  static List<String> events(Bench bench, String queue) throws Exception {
    List<String> events = new ArrayList<>();
    try (Connection connection = bench.broker.connect()) {
      new LetterLook(queue, LetterFilter.all()).each(connection, l -> events.add(l.eventId()));
    }
    return events;
  }
}
