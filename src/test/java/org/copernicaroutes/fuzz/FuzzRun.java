package org.copernicaroutes.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * One run of Jazzer over one target, in a process of its own.
 *
 * @param log all that it said; what it found lies beside it
 */
record FuzzRun(Target target, int exit, long executions, long seconds, Path log) {

  private static final Path FOLDER = Path.of("target", "fuzz");
  private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";

  /** No more than the targets need: the fuzzer looks through all of it before it begins. */
  private static final String CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(
              Pattern.compile("(classes|(jackson|slf4j-api|jazzer)[^/\\\\]*\\.jar)/?$")
                  .asPredicate())
          .collect(Collectors.joining(File.pathSeparator));

  private static final String WATCHED = "org.copernicaroutes.**:com.fasterxml.jackson.core.**";

  /** The heap is its limit of memory, since the fuzzer's own would count the whole process. */
  private static final List<String> JAVA =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading");

  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");

  static FuzzRun of(Target target, List<String> extent) throws IOException, InterruptedException {
    Path folder = FOLDER.resolve(target.text());
    FileSystemUtils.deleteRecursively(folder.resolve("corpus"));
    Files.createDirectories(folder.resolve("corpus"));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command(target, extent, folder))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return read(target, process.waitFor(), log);
  }

  private static List<String> command(Target target, List<String> extent, Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JAVA);
    command.addAll(List.of("-cp", CLASS_PATH, JAZZER));
    command.add("--target_class=" + target.type().getName());
    command.add("--instrumentation_includes=" + WATCHED);
    command.add("--custom_hook_includes=" + WATCHED);
    command.add("--reproducer_path=" + folder);
    command.add("-artifact_prefix=" + folder + File.separator);
    command.add("-timeout=10");
    command.add("-rss_limit_mb=0");
    command.addAll(extent);
    command.add(folder.resolve("corpus").toString());
    command.add(target.seeds().toString());
    return command;
  }

  private static FuzzRun read(Target target, int exit, Path log) throws IOException {
    Matcher done = DONE.matcher(Files.readString(log));
    return done.find()
        ? new FuzzRun(
            target, exit, Long.parseLong(done.group(1)), Long.parseLong(done.group(2)), log)
        : new FuzzRun(target, exit, 0, 0, log);
  }

  /** A row of the report. */
  @Override
  public String toString() {
    return "| %s | %,d | %d | %s |"
        .formatted(target.text(), executions, seconds, exit == 0 ? "none" : log.getParent());
  }
}
