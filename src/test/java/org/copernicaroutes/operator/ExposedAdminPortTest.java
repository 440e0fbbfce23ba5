package org.copernicaroutes.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.copernicaroutes.signature.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.mock.env.MockEnvironment;

/** The admin port where other machines can reach it. */
class ExposedAdminPortTest {

  private static final String PASSWORD = "correct horse battery";

  @TempDir Path folder;

  @Test
  void asksEveryoneForCredentialsForEverythingButTheWordOfTheProbes() {
    try (Receiver receiver =
        new Receiver(
            folder,
            "--management.server.address=0.0.0.0",
            "--copernica.operator.password=" + PASSWORD,
            "--copernica.operator.hosts=ops.example.org",
            "--copernica.operator.tries=3")) {
      assertThat(receiver.anonymous("/actuator/health/liveness").body())
          .isEqualTo("{\"status\":\"UP\"}");
      assertThat(receiver.anonymous("/actuator/health/readiness").body())
          .contains("\"status\"")
          .doesNotContain("queues", "components");
      for (String path :
          List.of("/actuator/health", "/actuator/prometheus", "/dead-letters", "/nowhere")) {
        assertThat(receiver.anonymous(path).statusCode()).as(path).isEqualTo(401);
      }
      assertThat(receiver.get("/actuator/health", PASSWORD).body()).contains("\"queues\"");
      assertThat(receiver.get("/dead-letters", PASSWORD).statusCode()).isEqualTo(200);
      assertThat(receiver.raw("GET /dead-letters HTTP/1.1", "Host: ops.example.org:8081"))
          .startsWith("HTTP/1.1 401");
      assertThat(receiver.raw("GET /dead-letters HTTP/1.1", "Host: www.example.org"))
          .startsWith("HTTP/1.1 403");
      assertThat(receiver.passwordFile()).doesNotExist();

      for (int i = 0; i < 3; i++) {
        assertThat(receiver.get("/dead-letters", "wrong wrong wrong").statusCode()).isEqualTo(401);
      }
      var paused = receiver.get("/dead-letters", PASSWORD);
      assertThat(paused.statusCode()).isEqualTo(429);
      assertThat(paused.headers().firstValue("Retry-After")).contains("60");
      assertThat(receiver.anonymous("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", ""})
  void doesNotStartWithoutAPassword(String address) throws Exception {
    assertThatThrownBy(() -> check(address, "8081", ""))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("management.server.address is ")
        .hasMessageContaining("Set copernica.operator.password");
    assertThatCode(() -> check(address, "8081", PASSWORD)).doesNotThrowAnyException();
  }

  @Test
  void doesNotStartOnThePortOfTheDoor() {
    assertThatThrownBy(() -> check("127.0.0.1", "", PASSWORD))
        .hasMessageContaining("management.server.port is empty, the port of the door");
  }

  @Test
  void doesNotStartWithAPasswordThatIsShort() {
    assertThatThrownBy(() -> settings("short"))
        .hasMessageContaining("copernica.operator.password has 5 characters")
        .hasMessageNotContaining("short");
  }

  private static void check(String address, String port, String password) throws Exception {
    var management = new ManagementServerProperties();
    management.setAddress(address.isEmpty() ? null : InetAddress.getByName(address));
    management.setPort(port.isEmpty() ? null : Integer.valueOf(port));
    var environment = new MockEnvironment().withProperty("server.port", "8080");
    if (!port.isEmpty()) {
      environment.setProperty("management.server.port", port);
    }
    AdminBinding.checked(management, environment, settings(password));
  }

  private static OperatorSettings settings(String password) {
    return new OperatorSettings(
        "operator", password, Path.of("none"), List.of(), 10, Duration.ofMinutes(1));
  }
}
