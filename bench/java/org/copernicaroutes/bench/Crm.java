package org.copernicaroutes.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.copernicaroutes.support.Postgres;

/**
 * The CRM: PostgreSQL with its durable defaults. Its tables say of each row which event wrote it,
 * and when, by the database's clock.
 */
final class Crm implements AutoCloseable {

  /** How crm-sync fills the tables. */
  static final String COLUMNS = "name=name, email=mail, changed_at=@modified, event=@id";

  private final Postgres server;

  Crm(Path folder) {
    server = Postgres.synced(folder);
  }

  String url() {
    return server.url();
  }

  String user() {
    return server.user();
  }

  Connection connect() throws SQLException {
    return server.connect();
  }

  void makeTable(String name) {
    server.execute(
        "create table if not exists "
            + name
            + " (id bigint primary key, name text, email text, changed_at timestamp,"
            + " event text not null, written_at timestamptz not null default clock_timestamp())");
  }

  Written written(String table) {
    Set<String> events = new HashSet<>();
    LongStream.Builder micros = LongStream.builder();
    try (Connection connection = connect();
        ResultSet rows = connection.createStatement().executeQuery(byTime(table))) {
      while (rows.next()) {
        events.add(rows.getString(1));
        micros.add(rows.getLong(2));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Written(events, micros.build().toArray());
  }

  private static String byTime(String table) {
    return "select event, (extract(epoch from written_at) * 1000000)::bigint from "
        + table
        + " order by written_at";
  }

  @Override
  public void close() {
    server.close();
  }
}
