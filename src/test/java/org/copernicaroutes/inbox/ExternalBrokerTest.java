package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.copernicaroutes.support.BrokerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalBrokerTest {

  @TempDir Path directory;

  static ExternalBrokerSettings settings(String url) {
    return new ExternalBrokerSettings(
        url,
        BrokerProcess.USER,
        BrokerProcess.PASSWORD,
        Duration.ofSeconds(8),
        Duration.ofSeconds(8),
        Duration.ofMillis(200),
        100_000);
  }

  @Test
  void aBrokerWithTheDocumentedSettingsIsFit() throws Exception {
    try (BrokerProcess process = new BrokerProcess(directory).start()) {
      ExternalBroker broker = new ExternalBroker(settings(process.url()), Clock.systemUTC());
      System.out.println(broker.seenNow());
      broker.connectToTake().close();
      assertThat(broker.seenNow().faults()).isEmpty();
    }
  }
}
