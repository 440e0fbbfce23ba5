package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import java.io.BufferedReader;
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
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                RetryVictim.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Set<String> retried = new HashSet<>();
    try (BufferedReader lines = victim.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = RETRIED.matcher(line);
        if (matcher.find()) {
          retried.add(matcher.group(1));
        }
        if (retried.size() == BEFORE_THE_KILL) {
          victim.toHandle().destroyForcibly();
        }
      }
    } finally {
      victim.destroyForcibly().waitFor();
    }
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
