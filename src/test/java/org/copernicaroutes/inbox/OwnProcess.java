package org.copernicaroutes.inbox;

import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.copernicaroutes.support.BrokerProcess;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.transaction.support.TransactionOperations;

/** An Artemis in another process for all tests of a class, empty before each. */
final class OwnProcess implements BeforeEachCallback, AfterAllCallback {

  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final BrokerProcess process = new BrokerProcess(folder());

  private static Path folder() {
    try {
      return Files.createTempDirectory("broker");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static ExternalBrokerSettings settings(String url, Duration patience) {
    return new ExternalBrokerSettings(
        url,
        BrokerProcess.USER,
        BrokerProcess.PASSWORD,
        Duration.ofSeconds(8),
        patience,
        Duration.ofMillis(100),
        100_000);
  }

  Bench bench(TransactionOperations database) {
    return new Bench(failure -> kept(), Bench.inbox(), database);
  }

  private Bench.Kept kept() {
    process.startUnlessRunning();
    ExternalBroker broker =
        new ExternalBroker(settings(process.url(), PATIENCE), Clock.systemUTC());
    broker.start();
    await().pollInterval(Duration.ofMillis(10)).until(() -> broker.refusal() == null);
    return new Bench.Kept(broker, process::kill, broker::stop, () -> broker.seenNow().depths());
  }

  void kill() {
    process.kill();
  }

  /** With a queue goes what its address remembers of event ids. */
  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    process.startUnlessRunning();
    try (BrokerUrl url = new BrokerUrl(settings(process.url(), PATIENCE));
        Connection connection = url.connect()) {
      try (BrokerManagement management = new BrokerManagement(connection, Duration.ofSeconds(8))) {
        for (BrokerManagement.Queue queue : management.queues()) {
          management.call("destroyQueue", queue.name(), true, true);
        }
      }
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    process.close();
  }
}
