package org.copernicaroutes.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.copernicaroutes.callback.RawClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin port: health and metrics, for this machine alone. */
class AdminPortTest {

  private static TestDoor door;

  @BeforeAll
  static void open() {
    door = TestDoor.open();
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @Test
  void listensOnTheLoopback() {
    assertThat(door.admin().bound().getAddress().isLoopbackAddress()).isTrue();
    assertThat(door.admin().bound().getPort()).isNotEqualTo(door.port());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/health",
        "/actuator/health/liveness",
        "/actuator/health/readiness",
        "/actuator/metrics",
        "/actuator/metrics/copernica.received"
      })
  void tellsHealthAndMetrics(String path) throws IOException {
    assertThat(get(path, "localhost").status()).isEqualTo(200);
  }

  @Test
  void countsWhatWasReceived() throws Exception {
    URI uri = URI.create("http://127.0.0.1:%d/actuator/prometheus".formatted(adminPort()));
    HttpResponse<String> reply =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    assertThat(reply.body())
        .contains("copernica_received_total")
        .contains("copernica_answered_seconds_count{status=\"200\"}")
        .contains("copernica_held_bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/env", "/actuator/beans", "/actuator/shutdown", "/copernica/callback"})
  void tellsNothingElse(String path) throws IOException {
    assertThat(get(path, "localhost").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:8081", "127.0.0.1", "127.0.0.1:80", "[::1]:1"})
  void isServedUnderTheNamesOfThisMachine(String host) throws IOException {
    assertThat(get("/actuator/health", host).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example.com",
        "localhost.evil.example.com",
        "127.0.0.1.evil.example.com:8081",
        "10.0.0.1"
      })
  void isNotServedUnderAForeignName(String host) throws IOException {
    Reply reply = get("/actuator/health", host);
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.toString()).doesNotContain("UP", "evil");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", ""})
  void doesNotStartWhereOthersCanReachIt(String address) {
    assertThatThrownBy(() -> TestDoor.start("management.server.address=" + address))
        .rootCause()
        .hasMessageContaining("management.server.address is ")
        .hasMessageContaining("no credentials are configured");
  }

  @Test
  void doesNotStartOnThePortOfTheDoor() {
    assertThatThrownBy(() -> TestDoor.start("management.server.port="))
        .rootCause()
        .hasMessageContaining("management.server.port is empty, the port of the door");
  }

  private static int adminPort() {
    return door.admin().bound().getPort();
  }

  private static Reply get(String path, String host) throws IOException {
    try (RawClient client = new RawClient(adminPort())) {
      return client.head("GET " + path + " HTTP/1.1", "Host: " + host).reply();
    }
  }
}
