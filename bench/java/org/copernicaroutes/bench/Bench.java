package org.copernicaroutes.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * {@code Bench door,drain,… 1}: which parts, and at which {@link Scale}. Prints Markdown to the
 * console, and fails when an acknowledged event is missing.
 */
final class Bench {

  private static final Path FOLDER = Path.of("target", "bench");

  private Bench() {}

  /** Says itself when it is over: the threads of a database server would keep the process. */
  public static void main(String[] args) {
    try {
      runAll(args[0].split(","), new Scale(Double.parseDouble(args[1])));
      System.exit(0);
    } catch (IOException | RuntimeException | Error e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void runAll(String[] parts, Scale scale) throws IOException {
    for (String part : parts) {
      run(part.strip(), scale, FOLDER.resolve(part.strip()), System.out);
    }
  }

  /** Each part begins in an empty folder with a database of its own. */
  static void run(String part, Scale scale, Path folder, PrintStream out) throws IOException {
    FileSystemUtils.deleteRecursively(folder);
    Files.createDirectories(folder);
    Report report = new Report(out);
    try (Site site = new Site(folder.toAbsolutePath(), crm(part, folder))) {
      switch (part) {
        case "door" -> new DoorRun(site, scale).run(report);
        case "drain", "drain-mariadb" -> new DrainRun(site, scale).run(report);
        case "waiting" -> new WaitingRun(site, scale).run(report);
        case "before" -> new BeforeRun(site, scale, otherJar()).run(report);
        case "beside" -> new BesideRun(site, scale).run(report);
        case "hundred" -> new HundredRun(site, scale).run(report);
        case "consumers" -> new ConsumersRun(site, scale).run(report);
        case "startup" -> new StartUpRun(site, scale).run(report);
        case "doubling" -> new DoublingRun(scale).run(report);
        case "jmh" -> new RatesRun(scale).run(report);
        default -> throw new IllegalArgumentException("no such part: " + part);
      }
    }
  }

  private static Path otherJar() {
    return Path.of(System.getProperty("bench.before"));
  }

  private static Crm crm(String part, Path folder) {
    return part.equals("drain-mariadb")
        ? Crm.mariaDb()
        : Crm.postgres(folder.resolve("postgres").toAbsolutePath());
  }
}
