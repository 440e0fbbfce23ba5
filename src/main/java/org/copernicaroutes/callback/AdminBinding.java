package org.copernicaroutes.callback;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.core.env.Environment;

/**
 * Where the admin port listens: on a port of its own, for this machine alone. Anything else is
 * refused when the process starts, for that port asks nobody who they are.
 */
record AdminBinding(@Nullable InetAddress address) {

  static AdminBinding checked(ManagementServerProperties management, Environment environment) {
    switch (ManagementPortType.get(environment)) {
      case DISABLED -> {}
      case SAME -> throw onTheDoor(management.getPort());
      case DIFFERENT -> requireLoopback(management.getAddress());
    }
    return new AdminBinding(management.getAddress());
  }

  private static void requireLoopback(@Nullable InetAddress address) {
    if (address == null || !address.isLoopbackAddress()) {
      throw new IllegalStateException(
          ("management.server.address is %s, which other machines can reach, and no credentials are"
                  + " configured for the admin port. Set it to 127.0.0.1 and reach it through an SSH"
                  + " tunnel or a proxy that asks for a login.")
              .formatted(address == null ? "empty" : address.getHostAddress()));
    }
  }

  private static IllegalStateException onTheDoor(@Nullable Integer port) {
    return new IllegalStateException(
        ("management.server.port is %s, the port of the door, which serves nothing else. Set it to"
                + " a port of its own, such as 8081.")
            .formatted(port == null ? "empty" : port));
  }
}
