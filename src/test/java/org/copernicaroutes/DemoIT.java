package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.copernicaroutes.support.PackagedApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a newcomer sees it: the packaged jar, the sample route files, and the console. */
class DemoIT {

  private static final Duration A_MINUTE = Duration.ofSeconds(60);

  /** Of this machine too, so that a door that listens everywhere would listen here. */
  private static final String ANOTHER_ADDRESS = "127.0.0.2";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void showsARowAMailAForwardedRequestAndAForgerWithinAMinute() throws IOException {
    copy(Path.of("routes"), folder.resolve("routes"));
    try (PackagedApp app = demo()) {
      app.start();

      await()
          .atMost(A_MINUTE)
          .untilAsserted(
              () ->
                  assertThat(app.log())
                      .contains("table members now has: id=123 | name=Johanna")
                      .contains("table members has no row 123 any more")
                      .contains("to orders@example.com")
                      .contains("its Standard Webhooks signature verifies")
                      .contains("request.refused reason=digest")
                      .contains("nothing came out a second time")
                      .contains("Where to look"));
      assertThat(app.log()).doesNotContain("nothing came of it", "Exception");
      assertThat(app.readiness()).isEqualTo(200);
      assertThatThrownBy(() -> new Socket(ANOTHER_ADDRESS, app.port()).close())
          .isInstanceOf(IOException.class);

      app.stop();
      assertThat(app.log())
          .contains("An ordinary day")
          .doesNotContain("did not answer", "already closed");
    }
  }

  private PackagedApp demo() {
    return new PackagedApp(folder)
        .with("spring.profiles.active", "demo")
        .with("copernica.demo.pause", "50ms")
        .without("server.address")
        .with("copernica.demo.ports.dns", PackagedApp.freePort())
        .with("copernica.demo.ports.mail", PackagedApp.freePort())
        .with("copernica.demo.ports.target", PackagedApp.freePort())
        .with("copernica.demo.ports.console", PackagedApp.freePort());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*.yaml")) {
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
