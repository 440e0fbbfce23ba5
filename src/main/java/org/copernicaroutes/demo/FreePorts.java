package org.copernicaroutes.demo;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Makes sure that every port of the demo is free, before anything starts that would trip. */
record FreePorts(Map<String, Integer> portsBySetting) {

  void check() {
    portsBySetting.forEach(FreePorts::check);
  }

  private static void check(String setting, int port) {
    if (!isFree(port)) {
      throw new DemoCannotStart(
          "Port " + port + " (" + setting + ") is in use by another program.",
          "Stop that program, perhaps a demo in another window, or start with --"
              + setting
              + "=<a free port>.");
    }
  }

  /** Both ways, for the sake of DNS. 0 means any free port, and that is always free. */
  private static boolean isFree(int port) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket everywhere = new ServerSocket(port);
        DatagramSocket udp = new DatagramSocket(port, loopback)) {
      return everywhere.isBound() && udp.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
