package org.copernicaroutes.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A real PostgreSQL server that can be taken away and given back with its data. */
public final class Postgres implements AutoCloseable {

  private final Path data;
  private final String sync;
  private final int port;
  private EmbeddedPostgres server;

  public Postgres(Path data) {
    this(data, "off");
  }

  /** As PostgreSQL is by default: a commit is on disk before it returns. */
  public static Postgres synced(Path data) {
    return new Postgres(data, "on");
  }

  private Postgres(Path data, String sync) {
    this.data = data;
    this.sync = sync;
    this.port = PackagedApp.freePort();
    giveBack();
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public String user() {
    return "postgres";
  }

  /** Stops the server; its data stay. */
  public void takeAway() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL to all of its processes: nothing is closed, nothing is flushed. */
  public void crash() {
    signal("KILL");
    takeAway();
  }

  /** Its processes stand still: connections stay, and nobody answers. */
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  public void giveBack() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setServerConfig("fsync", sync)
              .setServerConfig("synchronous_commit", sync)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void execute(String sql) {
    try (Connection connection = connect()) {
      connection.createStatement().execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of every row, as text. */
  public List<String> column(String sql) {
    try (Connection connection = connect();
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public long count(String table) {
    return Long.parseLong(column("select count(*) from " + table).get(0));
  }

  @Override
  public void close() {
    takeAway();
  }

  private void signal(String name) {
    ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    command.add(String.valueOf(postmaster.pid()));
    postmaster.descendants().forEach(child -> command.add(String.valueOf(child.pid())));
    try {
      // a child may have ended meanwhile: not worth a word
      new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long postmaster() {
    try {
      return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), user(), "");
  }
}
