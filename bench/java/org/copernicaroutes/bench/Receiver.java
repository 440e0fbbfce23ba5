package org.copernicaroutes.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.copernicaroutes.support.PackagedApp;

/**
 * A running copernica-routes with the sample route files, and the table that it writes. While
 * router.camel.yaml is not in its folder everything waits in the inbox.
 */
final class Receiver implements AutoCloseable {

  private static final Path SAMPLES = Path.of("routes");
  private static final String ROUTER = "router.camel.yaml";
  private static final Duration LIMIT = Duration.ofMinutes(30);

  final PackagedApp app;
  final String table;
  private final Path routes;

  Receiver(PackagedApp app, Path folder, String table) {
    this.app = app;
    this.table = table;
    this.routes = folder.resolve("routes");
    copySamples();
    undrained();
  }

  Receiver start() {
    app.start();
    return this;
  }

  int port() {
    return app.port();
  }

  /** From now on events go from the inbox into the table. */
  Receiver drained() {
    copy(SAMPLES.resolve(ROUTER));
    return this;
  }

  /** From now on they stay in the inbox; with {@link #awaitUndrained} that is so on return. */
  Receiver undrained() {
    return without("router");
  }

  void awaitUndrained() {
    awaitGone("router");
  }

  /** Returns once so many rows were written since it was started. */
  void awaitRows(long rows) {
    await(() -> app.metric("copernica_applied_total") >= rows);
  }

  /** Goes live a moment later. */
  Receiver route(String id, String text) {
    try {
      Files.writeString(file(id), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Receiver without(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Without the sample files. */
  Receiver empty() {
    List.of("crm-sync", "email-alert", "http-forward").forEach(this::without);
    return this;
  }

  private Path file(String id) {
    return routes.resolve(id + ".camel.yaml");
  }

  void awaitGone(String id) {
    await(() -> !app.health().contains(id + ".camel.yaml"));
  }

  /**
   * Returns once so many events have left a queue since it was started: the inbox for its router.
   */
  void awaitDelivered(String queue, long events) {
    await(() -> delivered(queue) >= events);
  }

  long delivered(String queue) {
    return (long) app.metric("copernica_delivered_total{destination=\"" + queue + "\"");
  }

  /** Drains it until each of these is in its table. */
  void requireRows(Crm crm, Collection<String> acknowledged) {
    drained().awaitRows(acknowledged.size());
    crm.written(table).requireAll(acknowledged);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(condition);
  }

  private void copySamples() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(SAMPLES, "*.yaml")) {
      Files.createDirectories(routes);
      files.forEach(this::copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(Path file) {
    try {
      Files.copy(file, routes.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    app.close();
  }
}
