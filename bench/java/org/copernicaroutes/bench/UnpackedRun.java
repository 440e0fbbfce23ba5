package org.copernicaroutes.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.copernicaroutes.support.PackagedApp;
import org.springframework.util.FileSystemUtils;

/**
 * From the start of the process until all sample routes run: the jar as it is, unpacked, and
 * unpacked with the archive of its classes. In turns, each over empty data, by the Java that runs
 * the bench.
 */
final class UnpackedRun {

  private static final int ROUNDS = 5;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Path JAR = Path.of("target", "copernica-routes.jar").toAbsolutePath();

  private final Path folder;
  private final Scale scale;
  private final Map<String, List<String>> programs = new LinkedHashMap<>();
  private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

  UnpackedRun(Path folder, Scale scale) {
    Path app = folder.resolve("app").toAbsolutePath();
    String jar = app.resolve(JAR.getFileName()).toString();
    String archive = "-XX:SharedArchiveFile=" + app.resolve("copernica-routes.jsa");
    this.folder = folder;
    this.scale = scale;
    programs.put("the jar as it is", List.of("-jar", JAR.toString()));
    programs.put("unpacked", List.of("-jar", jar));
    programs.put("unpacked, with the archive", List.of(archive, "-jar", jar));
  }

  void run(Report report) throws IOException {
    unpack();
    for (int i = 0; i < scale.rounds(ROUNDS); i++) {
      programs.forEach((name, program) -> add(name, secondsOf(program)));
    }
    String java = "Java " + Runtime.version().feature();
    report.table("Start-up, unpacked", java, "Seconds, by round", "Median");
    seconds.forEach((name, all) -> report.row(name, Report.hundredths(all), Report.median(all)));
  }

  private void add(String name, double value) {
    seconds.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  private void unpack() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String app = folder.resolve("app").toString();
    Process unpack =
        new ProcessBuilder(java, "-jar", JAR.toString(), "unpack", app).inheritIO().start();
    if (unpack.onExit().join().exitValue() != 0) {
      throw new IllegalStateException("the jar was not unpacked into " + app);
    }
  }

  private double secondsOf(List<String> program) {
    try (PackagedApp app = new PackagedApp(emptyFolder(), program)) {
      app.with("copernica.accounts", "1").with("copernica.callback.hosts", "localhost");
      long start = System.nanoTime();
      app.launch();
      Awaitility.await()
          .atMost(LIMIT)
          .pollDelay(Duration.ZERO)
          .pollInterval(LOOK)
          .until(() -> app.readiness() == 200);
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private Path emptyFolder() {
    try {
      Path work = folder.resolve("work");
      FileSystemUtils.deleteRecursively(work);
      FileSystemUtils.copyRecursively(Path.of("routes"), work.resolve("routes"));
      return work;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
