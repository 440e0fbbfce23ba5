package org.copernicaroutes.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bench works, at a scale at which its figures mean nothing; it fails where an event is lost.
 */
class BenchIT {

  private static final Scale A_LOOK = new Scale(0.01);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void theDoorIsMeasuredBesideItsFloorAndWhatItAcknowledgedIsInTheTable() throws IOException {
    assertThat(run("door"))
        .contains("| draining off / without the check |", "| draining on / bare servlet |");
  }

  @Test
  void theDrainIsMeasuredBesideAPlainLoopAndWhatWasAcknowledgedIsInTheTable() throws IOException {
    assertThat(run("drain")).contains("| inbox to rows / loop |");
  }

  @Test
  void theWorstInputsAreDoubled() throws IOException {
    assertThat(run("doubling"))
        .contains(
            "| form: deep paths |", "| digest: the right hash, often |", "| dkim: many tags |");
  }

  private String run(String part) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Bench.run(
        part, A_LOOK, folder.resolve(part), new PrintStream(printed, true, StandardCharsets.UTF_8));
    return printed.toString(StandardCharsets.UTF_8);
  }
}
