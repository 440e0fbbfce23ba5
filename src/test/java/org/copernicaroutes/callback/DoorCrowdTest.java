package org.copernicaroutes.callback;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.copernicaroutes.callback.RawClient.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slow senders and slow commits hold no thread, and no more memory than was agreed. */
class DoorCrowdTest {

  private static final byte[] BODY = "a=1".getBytes(US_ASCII);
  private static final int CROWD = 200;
  private static final int LARGE = 4 * 1024 * 1024;

  private final TestDoor door =
      TestDoor.open(
          "copernica.callback.deadline=60s",
          "copernica.callback.max-body-size=4MB",
          "copernica.callback.max-bytes-in-flight=8MB",
          "server.tomcat.threads.max=4",
          "server.tomcat.threads.min-spare=2");
  private final List<RawClient> crowd = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (RawClient client : crowd) {
      client.close();
    }
    door.close();
  }

  @Test
  void twoHundredSlowSendersLeaveFourThreadsForTheHonest() throws IOException {
    for (int i = 0; i < CROWD; i++) {
      join()
          .head("POST /copernica/callback HTTP/1.1", "Host: h", "Content-Length: 4000000")
          .send("x");
    }
    await().until(() -> door.count("copernica.received") == CROWD);
    for (int i = 0; i < 10; i++) {
      assertThat(post().status()).isEqualTo(200);
    }
    assertThat(door.count("copernica.held"))
        .as("a claimed length is not allocated before it comes")
        .isLessThanOrEqualTo(CROWD * ArrivingBody.STEP);
  }

  @Test
  void twoHundredRequestsWaitForTheirCommitOnFourThreads() throws IOException {
    door.inbox().hold();
    for (int i = 0; i < CROWD; i++) {
      join().post(TestDoor.PATH, BODY);
    }
    await().until(() -> door.inbox().waiting() == CROWD);
    door.inbox().release();
    for (RawClient client : crowd) {
      assertThat(client.reply().status()).isEqualTo(200);
    }
    await().until(() -> door.count("copernica.held") == 0);
    assertThat(door.count("copernica.answered", "status", "200")).isEqualTo(CROWD);
  }

  @Test
  void aBodyThatWouldLeaveLessThanItTakesIsToldToComeBack() throws IOException {
    RawClient large = slow(LARGE);
    await().until(() -> door.count("copernica.held") == LARGE);

    Reply refused = slow(LARGE).reply();
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isPresent();
    assertThat(refused.header("Connection")).hasValue("close");

    assertThat(large.send(new byte[1]).reply().status()).isEqualTo(200);
    await().until(() -> door.count("copernica.held") == 0);
    assertThat(slow(LARGE).send(new byte[1]).reply().status()).isEqualTo(200);
  }

  @Test
  void slowSendersOfLargeBodiesLeaveRoomForASmallOne() throws IOException {
    List<RawClient> senders = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      senders.add(slow(LARGE));
    }
    await().until(() -> door.count("copernica.answered", "status", "503") >= 30);
    for (int i = 0; i < 10; i++) {
      assertThat(post().status()).isEqualTo(200);
    }
  }

  /** All of it but the last byte. */
  private RawClient slow(int size) throws IOException {
    RawClient client = join();
    client.head("POST /copernica/callback HTTP/1.1", "Host: h", "Content-Length: " + size);
    return client.pour(new byte[size - 1]);
  }

  private RawClient join() throws IOException {
    RawClient client = door.connect();
    crowd.add(client);
    return client;
  }

  private Reply post() throws IOException {
    try (RawClient client = door.connect()) {
      return client.post(TestDoor.PATH, BODY).reply();
    }
  }
}
