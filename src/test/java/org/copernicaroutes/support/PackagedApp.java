package org.copernicaroutes.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * The packaged jar as an operator runs it: a process of its own, in a folder of its own, which may
 * be killed at any moment and started again over the same data.
 */
public final class PackagedApp implements AutoCloseable {

  static final String FILE = Path.of("target", "copernica-routes.jar").toAbsolutePath().toString();

  private static final Duration START_LIMIT = Duration.ofSeconds(120);

  private final Path folder;
  private final List<String> program;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private Process process;

  /**
   * @param folder the working directory, where config/, routes/ and data/ are looked for
   */
  public PackagedApp(Path folder) {
    this(folder, List.of("-jar", FILE));
  }

  /** The same jar unpacked by its own command, which starts faster. */
  public static PackagedApp unpacked(Path folder) {
    return new PackagedApp(folder, UnpackedJar.PROGRAM);
  }

  /** Something else in place of the jar, with the same two ports and the same health page. */
  public PackagedApp(Path folder, Class<?> main) {
    this(folder, List.of("-cp", System.getProperty("java.class.path"), main.getName()));
  }

  /**
   * @param program what stands behind {@code java}, before the settings
   */
  public PackagedApp(Path folder, List<String> program) {
    this.folder = folder;
    this.program = program;
    with("server.port", freePort()).with("server.address", "127.0.0.1");
    with("management.server.port", freePort());
  }

  public PackagedApp with(String key, Object value) {
    settings.put(key, value.toString());
    return this;
  }

  /** Not what tests say otherwise, but what the program's own files say. */
  public PackagedApp without(String key) {
    settings.remove(key);
    return this;
  }

  public int port() {
    return Integer.parseInt(settings.get("server.port"));
  }

  public int adminPort() {
    return Integer.parseInt(settings.get("management.server.port"));
  }

  /** Starts and returns at once. */
  public void launch() {
    try {
      process =
          new ProcessBuilder(command())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts and returns once the door takes requests. */
  public PackagedApp start() {
    launch();
    return awaitOpen();
  }

  /** Returns once the door takes requests. */
  public PackagedApp awaitOpen() {
    Awaitility.await("door open, see " + log())
        .atMost(START_LIMIT)
        .until(() -> requireAlive() && status("liveness") == 200);
    return this;
  }

  /** SIGKILL: no shutdown hook runs. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** SIGTERM. */
  public void stop() {
    process.destroy();
    awaitExit();
  }

  public int liveness() {
    return status("liveness");
  }

  /** Waits until the process has ended by itself, and returns its exit code. */
  public int exitCode() {
    awaitExit();
    return process.exitValue();
  }

  public int readiness() {
    return status("readiness");
  }

  /** The body of the health page. */
  public String health() {
    return get("/actuator/health").body();
  }

  /** The value of the metric line that begins with these words; 0 when there is none. */
  public double metric(String line) {
    return get("/actuator/prometheus")
        .body()
        .lines()
        .filter(l -> l.startsWith(line))
        .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** All lines of these metrics, by name and tags, with their values. */
  public Map<String, Double> metrics(Set<String> names) {
    return get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> names.contains(line.replaceFirst("[{ ].*", "")))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.lastIndexOf(' ')),
                line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
  }

  public String log() {
    try {
      return Files.readString(logFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Bytes of memory that the process holds, as the kernel counts them. Needs /proc. */
  public long resident() {
    try {
      return Files.readAllLines(Path.of("/proc", String.valueOf(pid()), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      stop();
    }
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-Xmx512m");
    command.addAll(program);
    settings.forEach((key, value) -> command.add("--" + key + "=" + value));
    return command;
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private boolean requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the application ended by itself:\n" + log());
    }
    return true;
  }

  private void awaitExit() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the application did not stop:\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private int status(String probe) {
    try {
      return get("/actuator/health/" + probe).statusCode();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  private HttpResponse<String> get(String path) {
    URI uri = URI.create("http://127.0.0.1:" + settings.get("management.server.port") + path);
    try {
      return http.send(
          HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path logFile() {
    return folder.resolve("app.log");
  }
}
