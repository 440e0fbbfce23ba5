package org.copernicaroutes.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.World;

/**
 * From the start of the process to the first answer 200, and until all sample routes run: the jar
 * as it is, unpacked, and unpacked with the archive of its classes. In turns, by the Java that runs
 * the bench.
 */
final class StartUpRun {

  private static final int ROUNDS = 5;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Path JAR = Path.of("target", "copernica-routes.jar").toAbsolutePath();

  private final Site site;
  private final Scale scale;
  private final List<String> acknowledged = new ArrayList<>();

  StartUpRun(Site site, Scale scale) {
    this.site = site;
    this.scale = scale;
  }

  /** One way to start, and the seconds that it took, by round. */
  private record Way(
      String name, List<String> program, List<Double> answered, List<Double> running) {

    Way(String name, String... program) {
      this(name, List.of(program), new ArrayList<>(), new ArrayList<>());
    }
  }

  void run(Report report) throws IOException {
    Path unpacked = unpack(site.folder("startup-unpacked").resolve("app"));
    String jar = unpacked.resolve(JAR.getFileName()).toString();
    String archive = "-XX:SharedArchiveFile=" + unpacked.resolve("copernica-routes.jsa");
    List<Way> ways =
        List.of(
            new Way("the jar as it is", "-jar", JAR.toString()),
            new Way("unpacked", "-jar", jar),
            new Way("unpacked, with the archive", archive, "-jar", jar));
    for (int i = 0; i < scale.rounds(ROUNDS); i++) {
      ways.forEach(this::round);
    }
    site.crm.written("startup").requireAll(acknowledged);
    print(report, ways);
  }

  private static Path unpack(Path folder) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process unpack =
        new ProcessBuilder(java, "-jar", JAR.toString(), "unpack", folder.toString())
            .inheritIO()
            .start();
    if (unpack.onExit().join().exitValue() != 0) {
      throw new IllegalStateException("the jar was not unpacked into " + folder);
    }
    return folder;
  }

  private void round(Way way) {
    try (Receiver receiver = site.program("startup", way.program()).drained()) {
      long start = System.nanoTime();
      receiver.app.launch();
      way.answered().add(secondsFrom(start, () -> isAnswered(receiver.app)));
      way.running().add(secondsFrom(start, () -> receiver.app.readiness() == 200));
      receiver.awaitRows(1);
    }
  }

  private static double secondsFrom(long start, Callable<Boolean> condition) {
    Awaitility.await().atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(LOOK).until(condition);
    return (System.nanoTime() - start) / 1e9;
  }

  /** Each try is a request of its own. */
  private boolean isAnswered(PackagedApp app) {
    SentRequest request = World.request(World.update(acknowledged.size() + 1, "Ann")).sent();
    try {
      DoorConnection.Reply reply = DoorConnection.send(app.port(), request);
      return reply.status() == 200 && acknowledged.add(reply.id());
    } catch (IOException e) {
      return false;
    }
  }

  private static void print(Report report, List<Way> ways) {
    String java = "Java " + Runtime.version().feature();
    report.table("Start-up against the jar as it is", java, "Rounds", "Median");
    for (Way way : ways.subList(1, ways.size())) {
      List<Double> ratios = Report.ratios(way.running(), ways.get(0).running());
      report.row(way.name(), Report.hundredths(ratios), Report.median(ratios));
    }
    report.table(
        "Start-up", java, "Seconds to the first 200", "Seconds until all sample routes run");
    for (Way way : ways) {
      report.row(way.name(), seconds(way.answered()), seconds(way.running()));
    }
  }

  private static String seconds(List<Double> all) {
    return Report.hundredths(all) + "; median " + Report.median(all);
  }
}
