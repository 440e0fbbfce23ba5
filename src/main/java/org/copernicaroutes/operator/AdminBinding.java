package org.copernicaroutes.operator;

import java.net.InetAddress;
import org.copernicaroutes.signature.SettingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.server.Ssl;
import org.springframework.core.env.Environment;

/**
 * Where the admin port listens: on a port of its own, and for this machine alone unless there is a
 * password that somebody chose. Anything else is refused when the process starts.
 *
 * @param exposed others can reach it, so that nothing there is for everyone
 */
record AdminBinding(@Nullable InetAddress address, boolean exposed) {

  private static final Logger log = LoggerFactory.getLogger(AdminBinding.class);

  static AdminBinding checked(
      ManagementServerProperties management, Environment environment, OperatorSettings operator) {
    InetAddress address = management.getAddress();
    ManagementPortType port = ManagementPortType.get(environment);
    if (port == ManagementPortType.SAME) {
      throw onTheDoor(management.getPort());
    }
    boolean exposed =
        port == ManagementPortType.DIFFERENT && (address == null || !address.isLoopbackAddress());
    if (exposed) {
      requirePassword(address, operator);
      warn(address, Ssl.isEnabled(management.getSsl()));
    }
    return new AdminBinding(address, exposed);
  }

  private static void requirePassword(@Nullable InetAddress address, OperatorSettings operator) {
    if (!operator.hasPassword()) {
      throw new SettingException(
          ("management.server.address is %s, which other machines can reach. Set"
                  + " copernica.operator.password, which everything there then asks for; or set the address to"
                  + " 127.0.0.1 and reach it through an SSH tunnel.")
              .formatted(words(address)));
    }
  }

  private static void warn(@Nullable InetAddress address, boolean tls) {
    if (!tls) {
      log.warn(
          "admin.exposed other machines can reach the admin port on {} in plain HTTP, and whoever sits between can read the"
              + " password. Give it a certificate (management.server.ssl.bundle, as server.ssl.bundle in"
              + " docs/proxies.md), or set management.server.address to 127.0.0.1.",
          words(address));
    }
  }

  private static String words(@Nullable InetAddress address) {
    return address == null ? "empty" : address.getHostAddress();
  }

  private static SettingException onTheDoor(@Nullable Integer port) {
    return new SettingException(
        ("management.server.port is %s, the port of the door, which serves nothing else. Set it to"
                + " a port of its own, such as 8081.")
            .formatted(port == null ? "empty" : port));
  }
}
