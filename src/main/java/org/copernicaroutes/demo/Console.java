package org.copernicaroutes.demo;

import java.sql.SQLException;
import org.h2.server.web.WebServer;
import org.h2.tools.Server;

/** H2's own page in a browser, on loopback, already logged in at the demo's CRM database. */
record Console(Server server, String address, CrmAddress database) implements AutoCloseable {

  /** H2 listens on all addresses unless this system property, read when it loads, names one. */
  static final String BIND_ADDRESS = "h2.bindAddress";

  private static final String NO_SETTINGS_FILE = "null";

  static Console open(int port, CrmAddress database) {
    try {
      WebServer pages = new WebServer();
      Server server =
          new Server(pages, "-webPort", Integer.toString(port), "-properties", NO_SETTINGS_FILE);
      server.start();
      return new Console(server, pages.addSession(database.connect()), database);
    } catch (SQLException e) {
      throw new IllegalStateException("H2's console cannot use port " + port + ".", e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
