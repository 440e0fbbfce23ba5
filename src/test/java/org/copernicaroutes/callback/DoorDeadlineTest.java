package org.copernicaroutes.callback;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.copernicaroutes.callback.RawClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A request has so long for its body and its commit together; then it is answered, once. */
@ExtendWith(OutputCaptureExtension.class)
class DoorDeadlineTest {

  private static TestDoor door;

  @BeforeAll
  static void open() {
    door = TestDoor.open("copernica.callback.deadline=500ms");
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @Test
  void aBodyThatStaysIncompleteIsRefused(CapturedOutput output) throws IOException {
    int seen = door.check().seen();
    try (RawClient client = door.connect()) {
      client.head("POST /copernica/callback HTTP/1.1", "Host: h", "Content-Length: 10").send("a=1");
      Reply reply = client.reply();
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.header("Connection")).hasValue("close");
      assertThat(client.closed()).isTrue();
    }
    assertThat(door.check().seen()).isEqualTo(seen);
    assertThat(output).contains("request.refused reason=too_slow", "copernica.callback.deadline");
    assertNothingIsInFlight();
  }

  @Test
  void aCommitThatDoesNotComeIsAnsweredTryAgain(CapturedOutput output) throws IOException {
    door.inbox().hold();
    try (RawClient client = door.connect()) {
      Reply reply = client.post(TestDoor.PATH, "a=1".getBytes(US_ASCII)).reply();
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("Retry-After")).isPresent();
    } finally {
      door.inbox().release();
    }
    assertThat(output).contains("request.refused reason=late no commit within 500 ms");
  }

  @Test
  void aCommitThatComesTooLateChangesNothing(CapturedOutput output) throws IOException {
    door.inbox().hold();
    try (RawClient client = door.connect()) {
      assertThat(client.post(TestDoor.PATH, "a=1".getBytes(US_ASCII)).reply().status())
          .isEqualTo(503);
      assertThat(door.count("copernica.held")).isEqualTo(3);
      door.inbox().release();
      assertNothingIsInFlight();
    }
    try (RawClient client = door.connect()) {
      assertThat(client.post(TestDoor.PATH, "b=2".getBytes(US_ASCII)).reply().status())
          .isEqualTo(200);
    }
    assertThat(output).doesNotContain("ERROR", "Exception");
  }

  @Test
  void aCallerThatLeavesWhileItsBodyArrivesIsForgotten() throws IOException {
    try (RawClient client = door.connect()) {
      client.head("POST /copernica/callback HTTP/1.1", "Host: h", "Content-Length: 10").send("a=1");
    }
    assertNothingIsInFlight();
  }

  private static void assertNothingIsInFlight() {
    await().untilAsserted(() -> assertThat(door.count("copernica.held")).isZero());
    await()
        .untilAsserted(
            () ->
                assertThat(door.count("copernica.answered"))
                    .isEqualTo(door.count("copernica.received")));
  }
}
