package org.copernicaroutes.inbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.context.annotation.Bean;

/** The queues of digests, in a real broker, for tests of what is told in them. */
public class DigestsUnderTest {

  private final Bench bench;

  DigestsUnderTest(Path directory) {
    bench = new Bench(directory);
    bench.pauseMillis = 50;
  }

  void close() {
    bench.close();
  }

  /** Not annotated as a configuration, so that no scan of the whole project finds it. */
  public static class Application {

    @Bean(destroyMethod = "close")
    DigestsUnderTest digestsUnderTest() throws IOException {
      return new DigestsUnderTest(Files.createTempDirectory("digests"));
    }

    @Bean
    DigestQueues digestQueues(DigestsUnderTest broker, Clock clock) {
      return broker.bench.digests(clock);
    }
  }
}
