package org.copernicaroutes.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.copernicaroutes.Application;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A recipe of the cookbook as it stands in the repository, run as an integrator runs it: its route
 * files, its settings but for the addresses of the surroundings, the real door, decoder and queues.
 */
public final class Recipe implements AutoCloseable {

  public static final Path BOOK = Path.of("docs/cookbook");

  private final Path folder;
  private final Map<String, Object> settings = new LinkedHashMap<>();
  private ConfigurableApplicationContext app;

  /**
   * @param data where its queues are to be kept
   */
  public Recipe(String name, Path data, FakeDns dns) {
    folder = BOOK.resolve(name);
    with("spring.config.additional-location", folder.resolve("config") + "/");
    with("copernica.routes", folder.resolve("routes"));
    with("copernica.broker.directory", data.resolve("broker"));
    with("copernica.broker.min-disk-free", "1MB");
    with("copernica.signature.seen-names", data.resolve("seen-key-names"));
    with("copernica.signature.dns-servers", dns.address());
    with("copernica.accounts", "1234").with("copernica.callback.hosts", SignedRequest.HOST);
    with("server.address", "127.0.0.1").with("server.port", 0).with("management.server.port", 0);
    dns.txt(SignedRequest.KEY_ID, TestKey.ONE.dkim());
  }

  public Recipe with(String setting, Object value) {
    settings.put(setting, value);
    return this;
  }

  /** Returns once all its routes run. */
  public Recipe start() {
    String[] arguments =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    app = SpringApplication.run(Application.class, arguments);
    try {
      await(folder + ": all routes run").atMost(Duration.ofSeconds(30)).until(this::isReady);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    return this;
  }

  private boolean isReady() {
    HealthEndpoint health = app.getBean(HealthEndpoint.class);
    return Status.UP.equals(health.healthForPath("readiness").getStatus());
  }

  /** Sends it to the door, signed by Copernica, and gives the event's id. */
  public String post(String body) {
    SignedRequest request = World.request(body.replace(' ', '+'));
    int port = app.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    try {
      DoorConnection.Reply reply = DoorConnection.send(port, request.sent());
      assertThat(reply.status()).isEqualTo(200);
      return reply.id();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (app != null) {
      app.close();
    }
  }
}
