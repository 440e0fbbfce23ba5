package org.copernicaroutes.callback;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.copernicaroutes.callback.RawClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is not a POST at the one path, within its size, is refused with one dull sentence. */
@ExtendWith(OutputCaptureExtension.class)
class DoorRefusalsTest {

  private static final int LIMIT = 20 * 1024;
  private static final int MORE_THAN_THERE_ARE_THREADS = 12;

  private static TestDoor door;

  @BeforeAll
  static void open() {
    door =
        TestDoor.open(
            "copernica.callback.max-body-size=20KB",
            "copernica.callback.deadline=60s",
            "server.tomcat.threads.max=4",
            "server.tomcat.threads.min-spare=2");
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/copernica",
        "/copernica/callback/",
        "/copernica/callback;x=1",
        "/copernica/callback/../callback",
        "//copernica/callback",
        "/copernica//callback",
        "/copernica/%63allback",
        "/Copernica/callback",
        "/copernica/callback.json",
        "/actuator/health",
        "/error",
        "/favicon.ico",
      })
  void onlyTheOnePathIsThere(String target) throws IOException {
    assertProblem(post(target, "x"), 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "post", "BREW"})
  void onlyPostIsAllowed(String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + TestDoor.PATH))
            .method(method, BodyPublishers.noBody())
            .build();
    HttpResponse<String> reply = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(reply.statusCode()).isEqualTo(405);
    assertThat(reply.headers().firstValue("Allow")).hasValue("POST");
    assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void traceEchoesNothing() throws IOException {
    Reply reply = send("TRACE /copernica/callback HTTP/1.1", "Host: h", "X-Evil: evil");
    assertProblem(reply, 405);
    assertThat(reply.header("Allow")).hasValue("POST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil",
        "POST /evil\u0001 HTTP/1.1",
        "POST /evil%2Fx HTTP/1.1\r\nHost: h",
        "POST /evil%zz HTTP/1.1\r\nHost: h",
        "POST /copernica/callback HTTP/1.1",
        "POST /copernica/callback HTTP/1.1\r\nHost: h\r\nHost: evil",
        "POST /copernica/callback HTTP/1.1\r\nHost: h\r\nevil",
        "POST /copernica/callback HTTP/1.1\r\nHost: h\r\nContent-Length: evil",
        "POST /copernica/callback HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2",
      })
  void whatIsNoHttpIsAnsweredLikeAnythingElse(String head) throws IOException {
    assertProblem(send(head), 400);
  }

  @Test
  void headersLargerThanTheirLimitAreRefused() throws IOException {
    assertProblem(
        send("POST /copernica/callback HTTP/1.1", "Host: h", "X: " + "x".repeat(40_000)), 400);
  }

  @Test
  void anUnknownVersionOfHttpIsRefusedInOurWords() throws IOException {
    assertProblem(send("POST /copernica/callback HTTP/9.9", "Host: h"), 505);
  }

  @Test
  void whatIsNeverServedIsNotToBeTriedAgain() throws IOException {
    for (String line : List.of("Transfer-Encoding: gzip, chunked", "Transfer-Encoding: identity")) {
      Reply reply = send("POST /copernica/callback HTTP/1.1", "Host: h", line);
      assertProblem(reply, 501);
      assertThat(reply.body()).contains("The request cannot be read.");
    }
  }

  @Test
  void whatIsNoHttpLeavesNoTraceInTheLog(CapturedOutput output) throws IOException {
    assertProblem(send("POST /copernica/callback HTTP/1.1", "Host: h", "not a header"), 400);
    assertThat(output).doesNotContain("not a header").doesNotContain("IllegalArgumentException");
  }

  @Test
  void aChunkThatIsNoneIsRefused() throws IOException {
    try (RawClient client = door.connect()) {
      client.head("POST /copernica/callback HTTP/1.1", "Host: h", "Transfer-Encoding: chunked");
      assertProblem(client.send("evil\r\n").reply(), 400);
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void aBodyOfExactlyTheLimitPasses() throws IOException {
    assertThat(post(TestDoor.PATH, "x".repeat(LIMIT)).status()).isEqualTo(200);
    assertThat(door.check().last().body()).hasSize(LIMIT);
  }

  @Test
  void aLengthOverTheLimitIsRefusedBeforeTheBodyComes(CapturedOutput output) {
    // of each kind one line a second is written, and another test may have had this second's
    await()
        .untilAsserted(
            () -> {
              refuseALengthOverTheLimit();
              assertThat(output)
                  .contains(
                      "WARN",
                      "request.refused reason=too_large",
                      "copernica.callback.max-body-size");
            });
  }

  private static void refuseALengthOverTheLimit() throws IOException {
    try (RawClient client = door.connect()) {
      client.head("POST /copernica/callback HTTP/1.1", "Host: h", "Content-Length: " + (LIMIT + 1));
      Reply reply = client.reply();
      assertProblem(reply, 413);
      assertThat(reply.header("Connection")).hasValue("close");
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void chunksOverTheLimitAreRefusedOnceTheyAreOver() throws IOException {
    int seen = door.check().seen();
    try (RawClient client = door.connect()) {
      client.head("POST /copernica/callback HTTP/1.1", "Host: h", "Transfer-Encoding: chunked");
      client.send(Integer.toHexString(LIMIT + 1) + "\r\n" + "x".repeat(LIMIT + 1));
      Reply reply = client.reply();
      assertProblem(reply, 413);
      assertThat(reply.header("Connection")).hasValue("close");
      assertThat(client.closed()).isTrue();
    }
    assertThat(door.check().seen()).isEqualTo(seen);
  }

  @Test
  void aLengthShorterThanTheBodyEndsTheBody() throws IOException {
    try (RawClient client = door.connect()) {
      client.head("POST /copernica/callback HTTP/1.1", "Host: h", "Content-Length: 3");
      assertThat(client.send("a=1&b=2\r\n\r\n").reply().status()).isEqualTo(200);
      assertProblem(client.reply(), 400);
    }
    assertThat(door.check().last().body()).isEqualTo("a=1".getBytes(US_ASCII));
  }

  @Test
  void aRefusalDoesNotWaitForTheBodyItWillNotRead() throws IOException {
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < MORE_THAN_THERE_ARE_THREADS; i++) {
        RawClient client = door.connect();
        clients.add(client);
        client.head("POST /elsewhere HTTP/1.1", "Host: h", "Content-Length: 1000").send("x");
        assertProblem(client.reply(), 404);
        assertThat(client.closed()).isTrue();
      }
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void aPostToAnotherPathIsLoggedOnceInAWhileWithoutItsQuery(CapturedOutput output)
      throws IOException {
    try (TestDoor other = TestDoor.open()) {
      for (int i = 0; i < 50; i++) {
        post(other, "/copernica/calback?profile=secret", "x");
      }
      assertThat(output.getOut().lines().filter(line -> line.contains("request.strayed")))
          .singleElement()
          .asString()
          .contains(
              "request.strayed `POST /copernica/calback` came, and the door serves"
                  + " `POST /copernica/callback` alone (copernica.callback.path)."
                  + " Answered 404, not stored.")
          .doesNotContain("secret");
      assertThat(other.count("copernica.strayed", "status", "404")).isEqualTo(50);
    }
  }

  @Test
  void anotherMethodAtThePathIsLoggedAndAPageOfAnotherPathIsNot(CapturedOutput output)
      throws IOException {
    try (TestDoor other = TestDoor.open();
        RawClient scanner = other.connect();
        RawClient redirected = other.connect()) {
      assertProblem(scanner.head("GET /wp-login.php HTTP/1.1", "Host: h").reply(), 404);
      assertProblem(redirected.head("GET /copernica/callback HTTP/1.1", "Host: h").reply(), 405);
      assertThat(output)
          .contains("request.strayed `GET /copernica/callback` came")
          .doesNotContain("wp-login");
    }
  }

  @Test
  void whatIsNoHttpIsCountedAndLoggedWithItsReason(CapturedOutput output) throws IOException {
    try (TestDoor other = TestDoor.open();
        RawClient client = other.connect()) {
      assertProblem(client.head("POST /copernica/callback HTTP/1.1").reply(), 400);
      assertThat(other.count("copernica.refused", "reason", "no_http")).isEqualTo(1);
      assertThat(output)
          .contains("request.refused reason=no_http", "Answered 400", "look at what the proxy");
    }
  }

  @Test
  void strayRequestsAreCountedApart() throws IOException {
    double received = door.count("copernica.received");
    double strayed = door.count("copernica.strayed", "status", "404");
    post("/elsewhere", "x");
    assertThat(door.count("copernica.strayed", "status", "404")).isEqualTo(strayed + 1);
    assertThat(door.count("copernica.received")).isEqualTo(received);
  }

  private static Reply post(String target, String body) throws IOException {
    return post(door, target, body);
  }

  private static Reply post(TestDoor door, String target, String body) throws IOException {
    try (RawClient client = door.connect()) {
      return client.post(target, body.getBytes(US_ASCII)).reply();
    }
  }

  private static Reply send(String... lines) throws IOException {
    try (RawClient client = door.connect()) {
      return client.head(lines).reply();
    }
  }

  private static void assertProblem(Reply reply, int status) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).hasValue("application/problem+json");
    assertThat(reply.body()).matches("\\{\"status\":" + status + ",\"title\":\"[A-Za-z .]+\"}");
    assertThat(reply.toString()).doesNotContainIgnoringCase("evil", "tomcat", "apache", "server:");
  }
}
