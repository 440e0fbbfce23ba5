package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

class RoutesHealthTest {

  @TempDir Path path;
  private LiveFolder folder;

  @BeforeEach
  void start() {
    folder = new LiveFolder(path);
  }

  @AfterEach
  void stop() {
    folder.close();
  }

  private Health health() {
    return new RoutesHealthIndicator(folder.files).health();
  }

  @Test
  void isUpWhenEachFileRuns() {
    folder.answering("a", "one").load();

    assertThat(health().getStatus()).isEqualTo(Status.UP);
    assertThat(health().getDetails().get(path.resolve("a.camel.yaml").toString()))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("from", "destination:a")
        .containsEntry("runningSince", "2024-05-17T14:05:00Z");
  }

  @Test
  void isOutOfServiceWhileAFileHasNoVersionThatRuns() {
    folder.answering("a", "one").write("b", Yaml.route("b", Yaml.log("${bodi}"))).load();

    assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    assertThat(health().getDetails().toString()).contains("b.camel.yaml:8 unknown function `bodi`");
  }

  @Test
  void staysUpWhenABrokenEditLeavesTheGoodVersionRunning() {
    folder.answering("a", "one").load();
    folder.write("a", "nonsense").look();

    assertThat(health().getStatus()).isEqualTo(Status.UP);
    assertThat(health().getDetails().toString()).contains("refused=[");
  }

  @Test
  void cannotTellWithoutFiles() {
    folder.load();

    assertThat(health().getStatus()).isEqualTo(Status.UNKNOWN);
  }
}
