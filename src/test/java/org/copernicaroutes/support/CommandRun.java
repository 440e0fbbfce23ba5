package org.copernicaroutes.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.copernicaroutes.Application;

/** A command as it is typed: a process of its own, its exit code and what it prints. */
public record CommandRun(int code, String out, String err) {

  private static final Path JAR = Path.of("target", "copernica-routes.jar").toAbsolutePath();

  /** For a process that lives for a moment: the second compiler would not repay its work. */
  private static final List<String> QUICKLY_UP =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** By the compiled classes. */
  public static CommandRun ofClasses(String... args) throws IOException, InterruptedException {
    return ofClasses(LIMIT, args);
  }

  /**
   * By the compiled classes.
   *
   * @param limit after which it is killed, and that is a failure
   */
  public static CommandRun ofClasses(Duration limit, String... args)
      throws IOException, InterruptedException {
    List<String> how = List.of("-cp", withoutTests(), Application.class.getName());
    return run(Path.of(""), how, limit, args);
  }

  /** By the packaged jar, in that folder. */
  public static CommandRun ofJar(Path folder, String... args)
      throws IOException, InterruptedException {
    return run(folder, List.of("-jar", JAR.toString()), LIMIT, args);
  }

  private static String withoutTests() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static CommandRun run(Path folder, List<String> how, Duration limit, String... args)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("command", ".out");
    Path err = Files.createTempFile("command", ".err");
    Process process =
        new ProcessBuilder(command(how, args))
            .directory(folder.toAbsolutePath().toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            String.join(" ", args) + " does not end: " + Files.readString(err));
      }
      return new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static List<String> command(List<String> how, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICKLY_UP);
    command.addAll(how);
    command.addAll(List.of(args));
    return command;
  }
}
