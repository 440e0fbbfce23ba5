package org.copernicaroutes.inbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Another process that writes to a journal and is killed with -9. */
final class VictimProcess {

  private VictimProcess() {}

  /**
   * Gone when this returns.
   *
   * @param enough is shown each line that it prints, and says when it is to be killed
   */
  static void run(Class<?> main, Path directory, Predicate<String> enough)
      throws IOException, InterruptedException {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = victim.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (enough.test(line)) {
          victim.toHandle().destroyForcibly();
        }
      }
    } finally {
      victim.destroyForcibly().waitFor();
    }
  }
}
