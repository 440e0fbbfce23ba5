package org.copernicaroutes.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreePortsTest {

  @Test
  void namesTheTakenPortItsSettingAndTheWayOut() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FreePorts ports = new FreePorts(Map.of("server.port", other.getLocalPort()));

      assertThatExceptionOfType(DemoCannotStart.class)
          .isThrownBy(ports::check)
          .withMessageContaining("Port " + other.getLocalPort() + " (server.port) is in use")
          .satisfies(e -> assertThat(e.action()).contains("--server.port="));
    }
  }

  @Test
  void leavesFreePortsFree() {
    FreePorts ports = new FreePorts(Map.of("server.port", 0));

    assertThatNoException().isThrownBy(ports::check);
  }
}
