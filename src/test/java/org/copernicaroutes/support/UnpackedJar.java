package org.copernicaroutes.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged jar after its own command {@code unpack}, which starts in about half the time: for
 * tests that start it often. Made at its first use, once for all tests of a JVM.
 */
final class UnpackedJar {

  private static final Path FOLDER = Path.of("target", "unpacked").toAbsolutePath();

  /** What stands behind {@code java} to start it. */
  static final List<String> PROGRAM = unpack();

  private UnpackedJar() {}

  private static List<String> unpack() {
    try {
      FileSystemUtils.deleteRecursively(FOLDER);
      run(List.of(PackagedApp.java(), "-jar", PackagedApp.FILE, "unpack", FOLDER.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return List.of(
        "-XX:SharedArchiveFile=" + FOLDER.resolve("copernica-routes.jsa"),
        "-jar",
        FOLDER.resolve("copernica-routes.jar").toString());
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException("unpack failed: " + said);
    }
  }
}
