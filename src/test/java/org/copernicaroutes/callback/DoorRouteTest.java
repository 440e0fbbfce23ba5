package org.copernicaroutes.callback;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.camel.builder.RouteBuilder;
import org.copernicaroutes.callback.RawClient.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The route's answer is the door's; a route without one is a fault of ours, and says so. */
@ExtendWith(OutputCaptureExtension.class)
class DoorRouteTest {

  private final TestDoor door = TestDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void whatIsStoredIsAnsweredWithItsId() throws IOException {
    Reply reply = post();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).hasValue("application/json");
    assertThat(reply.body()).isEqualTo("{\"id\":\"0123456789abcdef\"}");
    assertThat(door.count("copernica.received")).isEqualTo(1);
    assertThat(door.count("copernica.answered", "status", "200")).isEqualTo(1);
  }

  @Test
  void aRefusalEndsTheRequestBeforeTheInbox() throws IOException {
    door.inbox().hold();
    door.check().refuseWith(Answer.NOT_AUTHENTIC);
    Reply reply = post();
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body())
        .isEqualTo("{\"status\":401,\"title\":\"The request is not authentic.\"}");
    assertThat(door.inbox().waiting()).isZero();
  }

  @Test
  void aFailureIsAnsweredTryAgainAndLoggedOnceWithItsCause(CapturedOutput output)
      throws IOException {
    door.check().failWith(new IllegalStateException("a bug of ours"));
    Reply reply = post();
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isPresent();
    assertThat(reply.toString()).doesNotContain("bug");
    assertThat(output).containsOnlyOnce("ERROR").containsOnlyOnce("a bug of ours");
    assertThat(output).contains("request.failed 503: the route `door` failed");
  }

  @Test
  void aBodyThatIsNoAnswerIsAFailure(CapturedOutput output) throws Exception {
    door.check().refuseWith(null);
    door.camel().getRouteController().stopRoute("door");
    door.camel()
        .addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("platform-http:{{copernica.callback.path}}").setBody(constant("no answer"));
              }
            });
    assertThat(post().status()).isEqualTo(503);
    assertThat(output).contains("request.failed 503: the route `door` ended without an answer");
  }

  @Test
  void whileTheRouteStandsTheAnswerIsTryAgain(CapturedOutput output) throws Exception {
    door.camel().getRouteController().suspendRoute("door");
    assertThat(post().status()).isEqualTo(503);
    door.camel().getRouteController().resumeRoute("door");
    assertThat(post().status()).isEqualTo(200);
    door.camel().getRouteController().stopRoute("door");
    assertThat(post().header("Retry-After")).isPresent();
    door.camel().getRouteController().startRoute("door");
    assertThat(post().status()).isEqualTo(200);
    assertThat(output).contains("request.refused reason=closed the route `door` is not running");
  }

  @Test
  void noFilterStandsBeforeTheDoor() {
    assertThat(door.filters()).isEmpty();
  }

  @Test
  void noRouteOpensASecondDoor() {
    assertThatThrownBy(() -> door.camel().addRoutes(from("platform-http:/other")))
        .hasStackTraceContaining("The door serves /copernica/callback alone");
    assertThatThrownBy(() -> door.camel().addRoutes(from("platform-http:/copernica/callback")))
        .hasStackTraceContaining("/copernica/callback");
  }

  private static RouteBuilder from(String uri) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from(uri).setBody(constant(Answer.stored("forged")));
      }
    };
  }

  private Reply post() throws IOException {
    try (RawClient client = door.connect()) {
      return client.post(TestDoor.PATH, "a=1".getBytes(US_ASCII)).reply();
    }
  }
}
