package org.copernicaroutes;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;
import org.springframework.util.FileSystemUtils;

/**
 * {@code unpack FOLDER}: takes the jar apart into a new folder, and rehearses one start there, from
 * which this Java makes an archive of classes (CDS) that later starts read ready-made. The
 * rehearsal knows nothing of the operator's: it has the sample routes, settings and data of its
 * own, no environment, and free ports on loopback.
 */
final class Unpack {

  static final String ARCHIVE = "copernica-routes.jsa";

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int NOT_TRIED = 2;

  /** In the packaged jar alone. */
  private static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

  /** No line of the JVM about a class that it leaves out: there are hundreds. */
  private static final List<String> ERRORS_ALONE =
      List.of("-Xlog:disable", "-Xlog:all=error:stderr");

  private static final List<String> SETTINGS =
      List.of(
          "--copernica.accounts=1",
          "--copernica.callback.hosts=localhost",
          "--server.port=0",
          "--server.address=127.0.0.1",
          "--management.server.port=0",
          "--logging.threshold.console=ERROR");

  private final Path jar;
  private final Path folder;

  private Unpack(Path jar, Path folder) {
    this.jar = jar;
    this.folder = folder;
  }

  /**
   * Says how to start what it made, or what is wrong.
   *
   * @param args the command line, beginning with {@code unpack}
   * @return the exit code: 0 done, 1 it did not work, 2 nothing was written
   */
  static int run(String[] args, PrintStream out, PrintStream err) {
    String objection = objection(args);
    if (objection != null) {
      err.println(objection);
      return NOT_TRIED;
    }
    Path jar = new ApplicationHome(Application.class).getSource().toPath();
    Path folder = Path.of(args[1]);
    return new Unpack(jar, folder.toAbsolutePath().normalize()).run(out, err, folder);
  }

  private static @Nullable String objection(String[] args) {
    if (args.length != 2) {
      return "usage: unpack FOLDER";
    }
    if (!ClassUtils.isPresent(LAUNCHER, null)) {
      return "This is not the packaged jar, which alone can be unpacked: mvn -DskipTests package"
          + " makes it.";
    }
    if (Files.exists(Path.of(args[1]))) {
      return args[1] + " exists. A running copy may use it: name a new folder or remove it.";
    }
    return null;
  }

  private int run(PrintStream out, PrintStream err, Path named) {
    try {
      java(jar.getParent(), tools());
      rehearse();
    } catch (IOException e) {
      err.println(named + " was not finished, remove it: " + e.getMessage());
      return FAILED;
    }
    out.println("Start it with this Java, from the folder that holds config/ and routes/:");
    out.println(
        "java -XX:SharedArchiveFile=%s -jar %s --copernica.accounts=…"
            .formatted(named.resolve(ARCHIVE), named.resolve(jar.getFileName())));
    return DONE;
  }

  private List<String> tools() {
    return List.of(
        "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", folder.toString());
  }

  private void rehearse() throws IOException {
    Path work = Files.createDirectory(folder.resolve("rehearsal"));
    try {
      copySampleRoutes(Files.createDirectory(work.resolve("routes")));
      java(work, rehearsal());
    } finally {
      FileSystemUtils.deleteRecursively(work);
    }
  }

  private List<String> rehearsal() {
    List<String> arguments = new ArrayList<>(ERRORS_ALONE);
    arguments.add("-XX:ArchiveClassesAtExit=" + folder.resolve(ARCHIVE));
    arguments.addAll(List.of("-jar", folder.resolve(jar.getFileName()).toString()));
    arguments.add(Rehearsal.COMMAND);
    arguments.addAll(SETTINGS);
    return arguments;
  }

  private static void copySampleRoutes(Path to) throws IOException {
    var samples = new PathMatchingResourcePatternResolver();
    for (Resource sample : samples.getResources("classpath:routes/*.camel.yaml")) {
      try (InputStream text = sample.getInputStream()) {
        Files.copy(text, to.resolve(sample.getFilename()));
      }
    }
  }

  private static void java(Path directory, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).inheritIO();
    builder.environment().clear();
    require(builder.start(), command);
  }

  private static void require(Process process, List<String> command) throws IOException {
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(String.join(" ", command) + " ended with code " + code + ".");
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted.", e);
    }
  }
}
