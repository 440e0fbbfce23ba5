package org.copernicaroutes.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.copernicaroutes.support.MariaDb;
import org.copernicaroutes.support.Postgres;

/**
 * The CRM, which syncs each commit. Its tables say of each row which event wrote it, and when, by
 * the database's clock.
 *
 * @param url without user and password
 * @param words that each database has its own of
 * @param stop ends the server
 */
record Crm(String url, String user, String password, Words words, Runnable stop)
    implements AutoCloseable {

  /**
   * @param time the type of a time without zone
   * @param stamp the type of {@code written_at}, with its default
   * @param micros {@code written_at} since the epoch
   */
  record Words(String time, String stamp, String micros) {}

  /** How crm-sync fills the tables. */
  static final String COLUMNS = "name=name, email=mail, changed_at=@modified, event=@id";

  static Crm postgres(Path folder) {
    Postgres server = Postgres.synced(folder);
    return new Crm(
        server.url(),
        server.user(),
        "",
        new Words(
            "timestamp",
            "timestamptz not null default clock_timestamp()",
            "(extract(epoch from written_at) * 1000000)::bigint"),
        server::close);
  }

  /** It ends with this process. */
  static Crm mariaDb() {
    String url = MariaDb.newDatabase();
    MariaDb.execute("set global innodb_flush_log_at_trx_commit = 1");
    return new Crm(
        url.substring(0, url.indexOf('?')),
        MariaDb.USER,
        MariaDb.USER,
        new Words(
            "datetime",
            "datetime(6) not null default current_timestamp(6)",
            "timestampdiff(microsecond, '1970-01-01', written_at)"),
        () -> {});
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  void makeTable(String name) {
    execute(
        """
        create table if not exists %s (id bigint primary key, name varchar(100), email varchar(100),
         changed_at %s, event varchar(100) not null, written_at %s)"""
            .formatted(name, words.time(), words.stamp()));
  }

  private void execute(String sql) {
    try (Connection connection = connect()) {
      connection.createStatement().execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  Written written(String table) {
    Set<String> events = new HashSet<>();
    LongStream.Builder at = LongStream.builder();
    try (Connection connection = connect();
        ResultSet rows = connection.createStatement().executeQuery(byTime(table))) {
      while (rows.next()) {
        events.add(rows.getString(1));
        at.add(rows.getLong(2));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Written(events, at.build().toArray());
  }

  private String byTime(String table) {
    return "select event, " + words.micros() + " from " + table + " order by written_at";
  }

  @Override
  public void close() {
    stop.run();
  }
}
