package org.copernicaroutes.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.copernicaroutes.support.LogLines;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin port as it is by default: for this machine alone. */
class AdminPortTest {

  @TempDir static Path folder;

  private static Receiver receiver;

  @RegisterExtension final LogLines log = new LogLines(WrongLogins.class);

  @BeforeAll
  static void start() {
    receiver = new Receiver(folder, "--copernica.operator.tries=1000");
  }

  @AfterAll
  static void stop() {
    receiver.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/health/liveness",
        "/actuator/metrics",
        "/actuator/metrics/copernica.received"
      })
  void tellsHealthAndMetricsToThisMachine(String path) {
    assertThat(receiver.anonymous(path).statusCode()).isEqualTo(200);
  }

  @Test
  void tellsHealthInDetailToThisMachine() {
    assertThat(receiver.anonymous("/actuator/health").body()).contains("\"queues\"", "\"routes\"");
  }

  @Test
  void countsWhatWasReceived() {
    assertThat(receiver.anonymous("/actuator/prometheus").body())
        .contains("copernica_received_total")
        .contains("copernica_held_bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/env", "/actuator/beans", "/actuator/shutdown", "/copernica/callback"})
  void tellsNothingElse(String path) throws Exception {
    assertProblem(receiver.anonymous(path), 404, "There is nothing at this path");
  }

  @Test
  void theDoorServesNothingOfIt() throws Exception {
    assertThat(receiver.send(door("/dead-letters")).statusCode()).isEqualTo(404);
    assertThat(receiver.send(door("/dead-letters")).headers().map())
        .doesNotContainKey("www-authenticate");
  }

  private static HttpRequest.Builder door(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.door() + path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:8081", "127.0.0.1", "127.0.0.1:80", "[::1]:1"})
  void isServedUnderTheNamesOfThisMachine(String host) {
    assertThat(receiver.raw("GET /actuator/health/liveness HTTP/1.1", "Host: " + host))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example.com",
        "localhost.evil.example.com",
        "127.0.0.1.evil.example.com:8081",
        "10.0.0.1"
      })
  void isNotServedUnderAForeignName(String host) {
    assertThat(receiver.raw("GET /actuator/health HTTP/1.1", "Host: " + host))
        .startsWith("HTTP/1.1 403")
        .contains("application/problem+json", "copernica.operator.hosts")
        .doesNotContain("\"UP\"", "evil");
  }

  @Test
  void makesAPasswordThatOnlyItsUserCanRead() throws Exception {
    assertThat(receiver.password()).hasSizeGreaterThan(40);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(receiver.passwordFile())))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dead-letters",
        "/dead-letters/crm-sync",
        "/dead-letters/crm-sync/1",
        "/openapi.json",
        "//dead-letters",
        "/dead-letters;x=1",
        "/actuator/../dead-letters",
        "/dead%2Dletters"
      })
  void saysNothingOfDeadLettersWithoutCredentials(String path) {
    assertThat(receiver.raw("GET " + path + " HTTP/1.1", "Host: localhost"))
        .doesNotContain("HTTP/1.1 200", "queues", "openapi\"");
  }

  @Test
  void asksForCredentials() throws Exception {
    HttpResponse<String> answer = receiver.anonymous("/dead-letters");

    assertProblem(answer, 401, "copernica.operator.password");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic ");
    assertThat(answer.headers().map())
        .doesNotContainKeys("set-cookie", "access-control-allow-origin");
  }

  @Test
  void refusesAWrongPasswordAndLogsThatItCame() throws Exception {
    HttpResponse<String> answer = receiver.get("/dead-letters", "hunter2-hunter2");

    assertProblem(answer, 401, "not the credentials");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(receiver.get("/actuator/health", "hunter2-hunter2").statusCode()).isEqualTo(401);
    assertThat(log.written()).noneMatch(line -> line.contains("hunter2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Basic ", "Basic !!!", "Bearer x", "", "Basic b3BlcmF0b3I="})
  void refusesWhatIsNoCredentials(String header) {
    String answer =
        receiver.raw("GET /dead-letters HTTP/1.1", "Host: localhost", "Authorization: " + header);
    assertThat(answer).startsWith("HTTP/1.1 401");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "text/plain; a=application/json", "application/jsonx", "x"})
  void aFormOfAWebPageCanPostNothing(String type) throws Exception {
    var form =
        receiver
            .request("/dead-letters/crm-sync/retry")
            .header("Authorization", Credentials.header("operator", receiver.password()))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString("{\"all\":true}"));

    assertProblem(receiver.send(form), 415, "application/json");
  }

  @Test
  void anotherMethodIsToldWhichOneIsTaken() throws Exception {
    HttpResponse<String> answer = receiver.get("/dead-letters/crm-sync/retry");

    // the id of a letter may be any word, so this path is that of a letter too
    assertThat(answer.statusCode()).isEqualTo(404);
    HttpResponse<String> posted = receiver.post("/dead-letters", "{}");
    assertProblem(posted, 405, "GET");
    assertThat(posted.headers().firstValue("Allow")).contains("GET");
    assertProblem(receiver.post("/actuator/health", "{}"), 405, "method");
  }

  @Test
  void whatIsNoHttpIsAnsweredWithoutAPageOfTheServer() {
    assertThat(receiver.raw("GET /%zz HTTP/1.1", "Host: localhost"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json")
        .doesNotContainIgnoringCase("tomcat", "<html", "at org.");
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String detail)
      throws Exception {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("detail").asText()).contains(detail);
  }
}
