package org.copernicaroutes.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * An Artemis in a JVM of its own, with the broker.xml of the documentation, which may be killed at
 * any moment and started again over the same data and on the same port.
 */
public final class BrokerProcess implements AutoCloseable {

  public static final String USER = "copernica";
  public static final String PASSWORD = "s3cret&+%";

  private static final Path DOCUMENTED = Path.of("docs", "broker");
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final Map<String, String> properties = new LinkedHashMap<>();
  private String xml = documented("broker.xml");
  private Process process;

  /**
   * @param folder of its configuration, its log and, unless said otherwise, its data
   */
  public BrokerProcess(Path folder) {
    this.folder = folder;
    with("broker.host", "127.0.0.1").with("broker.port", PackagedApp.freePort());
    with("broker.data", folder.resolve("data"));
    changed("<max-disk-usage>90<", "<max-disk-usage>100<"); // not a test of this machine's disk
  }

  /** A primary and its backup over one store; the backup takes over when the primary dies. */
  public static List<BrokerProcess> pair(Path folder) {
    BrokerProcess primary = new BrokerProcess(folder.resolve("primary"));
    BrokerProcess backup = new BrokerProcess(folder.resolve("backup"));
    backup.with("broker.data", primary.properties.get("broker.data"));
    return List.of(primary.besides(backup, "primary.xml"), backup.besides(primary, "backup.xml"));
  }

  private BrokerProcess besides(BrokerProcess other, String role) {
    with("broker.other-host", "127.0.0.1").with("broker.other-port", other.port());
    return changed("</core>", documented(role) + "</core>");
  }

  public BrokerProcess with(String property, Object value) {
    properties.put(property, value.toString());
    return this;
  }

  /** The documented broker.xml, but for this. */
  public BrokerProcess changed(String documented, String other) {
    if (!xml.contains(documented)) {
      throw new IllegalArgumentException("docs/broker has no " + documented);
    }
    xml = xml.replace(documented, other);
    return this;
  }

  /** Starts and returns once it takes connections or, as a backup, waits for its primary to die. */
  public BrokerProcess start() {
    launch();
    Awaitility.await("broker started, see " + folder)
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> requireAlive() && Files.exists(Artemis.ready(folder)));
    return this;
  }

  public void startUnlessRunning() {
    if (process == null || !process.isAlive()) {
      start();
    }
  }

  private void launch() {
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(Artemis.ready(folder));
      Path file = Files.writeString(folder.resolve("broker.xml"), xml);
      process =
          new ProcessBuilder(command(file))
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("broker.log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(Path file) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Artemis.class.getName(), file.toString()));
    return command;
  }

  private boolean requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the broker ended by itself:\n" + log());
    }
    return true;
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("broker.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public String port() {
    return properties.get("broker.port");
  }

  public String url() {
    return "tcp://127.0.0.1:" + port();
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }

  private static String documented(String name) {
    try {
      return Files.readString(DOCUMENTED.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
