package org.copernicaroutes.callback;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who holds a connection without a whole request on it is parted with. */
class DoorConnectionsTest {

  private static final byte[] BODY = "a=1".getBytes(US_ASCII);
  private static final String BEGUN = "POST /copernica/callback HTTP/1.1\r\nHost: h\r\nX-Slow: ";

  private static final String BODY_BEGUN =
      "POST /copernica/callback HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\na";

  private final List<RawClient> crowd = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"", "P", BEGUN, "GET / HTTP/1.1\r\nHost: h\r\n\r\n", BODY_BEGUN})
  void moreThanAllConnectionsWithoutAWholeRequestLeaveRoomForTheHonest(String sent)
      throws IOException {
    try (TestDoor door =
        TestDoor.open(
            "server.tomcat.max-connections=40",
            "server.tomcat.connection-timeout=60s",
            "copernica.callback.deadline=60s")) {
      for (int i = 0; i < 60; i++) {
        join(door).send(sent);
      }
      for (int i = 0; i < 5; i++) {
        assertThat(post(door)).isEqualTo(200);
      }
    }
  }

  @Test
  void headersThatComeByteByByteHaveOneDeadlineTogether() throws IOException {
    try (TestDoor door = TestDoor.open("server.tomcat.connection-timeout=2s")) {
      RawClient slow = join(door).send(BEGUN);
      await().until(() -> takesNoMore(slow));
      assertThat(post(door)).isEqualTo(200);
    }
  }

  @Test
  void aConnectionThatIsUsedIsKeptForLongerThanAnIdleOne() throws IOException {
    try (TestDoor door = TestDoor.open("server.tomcat.keep-alive-timeout=2s")) {
      RawClient busy = join(door);
      RawClient idle = join(door);
      assertThat(idle.post(TestDoor.PATH, BODY).reply().status()).isEqualTo(200);
      long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (System.nanoTime() < end) {
        assertThat(busy.post(TestDoor.PATH, BODY).reply().status()).isEqualTo(200);
      }
      assertThat(idle.closed()).isTrue();
    }
  }

  @Test
  void withoutATimeOutAnIdleConnectionIsKept() throws IOException {
    try (TestDoor door =
        TestDoor.open(
            "server.tomcat.keep-alive-timeout=-1", "server.tomcat.connection-timeout=-1")) {
      RawClient idle = join(door);
      RawClient busy = join(door);
      long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
      while (System.nanoTime() < end) {
        assertThat(busy.post(TestDoor.PATH, BODY).reply().status()).isEqualTo(200);
      }
      assertThat(idle.post(TestDoor.PATH, BODY).reply().status()).isEqualTo(200);
    }
  }

  @AfterEach
  void close() throws IOException {
    for (RawClient client : crowd) {
      client.close();
    }
  }

  private RawClient join(TestDoor door) throws IOException {
    RawClient client = door.connect();
    crowd.add(client);
    return client;
  }

  private static boolean takesNoMore(RawClient client) {
    try {
      client.send("a");
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  private static int post(TestDoor door) throws IOException {
    try (RawClient client = door.connect()) {
      return client.post(TestDoor.PATH, BODY).reply().status();
    }
  }
}
