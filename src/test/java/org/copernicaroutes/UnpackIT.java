package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.copernicaroutes.support.PackagedApp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The packaged jar, unpacked by its own command. */
class UnpackIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String JAR = Path.of("target", "copernica-routes.jar").toString();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  private static String said;

  @BeforeAll
  static void unpack() throws Exception {
    Process unpack = unpack(JAR, folder.resolve("app"));
    said = new String(unpack.getInputStream().readAllBytes());
    assertThat(unpack.waitFor()).as(said).isZero();
  }

  @Test
  void leavesTheJarsAndTheArchiveAndNothingOfTheRehearsal() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("app"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("lib", "copernica-routes.jar", "copernica-routes.jsa");
    }
    assertThat(said)
        .contains("java -XX:SharedArchiveFile=" + folder.resolve("app/copernica-routes.jsa"))
        .doesNotContain("ERROR", "[warning]");
  }

  @Test
  void aStartWithTheArchiveTakesItsClassesFromThere() throws IOException {
    Path work = Files.createDirectory(folder.resolve("work"));
    FileSystemUtils.copyRecursively(Path.of("routes"), work.resolve("routes"));
    try (PackagedApp app = unpacked(work)) {
      app.start();
      await().atMost(SOON).until(() -> app.readiness() == 200);
    }

    assertThat(Files.readAllLines(work.resolve("classes.log")))
        .filteredOn(l -> l.contains("source: shared objects file (top)"))
        .anyMatch(l -> l.contains(" org.apache.camel.impl.DefaultCamelContext "))
        .anyMatch(l -> l.contains(" org.copernicaroutes.callback."))
        .hasSizeGreaterThan(5_000);
  }

  @Test
  void leavesAFolderThatExistsAlone() throws Exception {
    assertRefused(unpack(JAR, folder), folder + " exists.");
  }

  @Test
  void leavesAJarThatIsUnpackedAlone() throws Exception {
    Path again = folder.resolve("again");

    assertRefused(
        unpack(folder.resolve("app/copernica-routes.jar").toString(), again),
        "not the packaged jar");
    assertThat(again).doesNotExist();
  }

  private static void assertRefused(Process unpack, String reason) throws Exception {
    assertThat(new String(unpack.getInputStream().readAllBytes())).contains(reason);
    assertThat(unpack.waitFor()).isEqualTo(2);
  }

  /** The path of the jar is a relative one here; it was absolute when the archive was made. */
  private static PackagedApp unpacked(Path work) {
    return new PackagedApp(
            work,
            List.of(
                "-XX:SharedArchiveFile=../app/copernica-routes.jsa",
                "-Xlog:class+load:file=classes.log",
                "-jar",
                "../app/copernica-routes.jar"))
        .with("copernica.accounts", "1")
        .with("copernica.callback.hosts", "localhost");
  }

  private static Process unpack(String jar, Path to) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(java, "-jar", jar, "unpack", to.toString())
        .redirectErrorStream(true)
        .start();
  }
}
