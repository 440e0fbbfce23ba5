package org.copernicaroutes.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Invented inputs break no promise: the same number of them in each build, from the same seed; as
 * long as wanted with {@code mvn -P fuzz verify -Dfuzz=form -Dfuzz.for=3m} (docs/fuzzing.md).
 */
class FuzzIT {

  private static final String WANTED = System.getProperty("fuzz", "all");
  private static final @Nullable String TIME = System.getProperty("fuzz.for");
  private static final int CASES = Integer.getInteger("fuzz.cases", 10_000);

  private static final List<FuzzRun> RUNS = new ArrayList<>();

  static Stream<Target> targets() {
    return Stream.of(Target.values()).filter(FuzzIT::isWanted);
  }

  private static boolean isWanted(Target target) {
    return WANTED.equals("all") || List.of(WANTED.split(",")).contains(target.text());
  }

  @ParameterizedTest
  @MethodSource("targets")
  void noInputBreaksAPromiseOf(Target target) throws Exception {
    FuzzRun run = FuzzRun.of(target, extent());
    RUNS.add(run);
    assertThat(run.exit()).as("exit code, see %s", run.log()).isZero();
    assertThat(run.executions()).as("executions, see %s", run.log()).isPositive();
  }

  /** A time that is wanted, else cases that never change. */
  private static List<String> extent() {
    return TIME == null
        ? List.of("-seed=1", "-runs=" + CASES)
        : List.of("-max_total_time=" + Duration.parse("PT" + TIME).toSeconds());
  }

  @AfterAll
  static void report() throws IOException {
    List<String> lines = new ArrayList<>(List.of("| Target | Executions | Seconds | Findings |"));
    lines.add("|---|---|---|---|");
    RUNS.forEach(run -> lines.add(run.toString()));
    Files.write(Path.of("target", "fuzz.md"), lines);
    lines.forEach(System.out::println);
  }
}
