package org.copernicaroutes.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshStartTest {

  @TempDir private Path directory;

  @Test
  void deletesWhatAnEarlierDemoLeft() throws IOException {
    new FreshStart(directory).run();
    Path journal =
        Files.createFile(Files.createDirectory(directory.resolve("broker")).resolve("j"));

    new FreshStart(directory).run();

    assertThat(journal).doesNotExist();
    assertThat(directory).isDirectory();
  }

  @Test
  void makesADirectoryThatIsNotThere() {
    new FreshStart(directory.resolve("data/demo")).run();

    assertThat(directory.resolve("data/demo")).isDirectory();
  }

  @Test
  void leavesFilesAloneThatTheDemoDidNotMake() throws IOException {
    Path precious = Files.createFile(directory.resolve("precious"));

    assertThatExceptionOfType(DemoCannotStart.class)
        .isThrownBy(() -> new FreshStart(directory).run())
        .withMessageContaining(directory.toString())
        .satisfies(e -> assertThat(e.action()).contains("--copernica.demo.directory="));
    assertThat(precious).exists();
  }
}
