package org.copernicaroutes.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** Reads the CRM database by a connection of its own, as anybody with a SQL client would. */
final class Crm implements Onlooker, AutoCloseable {

  private final Connection connection;
  private final CrmTables tables;
  private @Nullable Row watched;
  private Optional<String> last = Optional.empty();

  private Crm(Connection connection, CrmTables tables) {
    this.connection = connection;
    this.tables = tables;
  }

  /** Makes the example tables where they are missing: a real CRM has its own. */
  static Crm open(String url, String user, String password, CrmTables tables) {
    try {
      Connection connection = DriverManager.getConnection(url, user, password);
      ScriptUtils.executeSqlScript(connection, new ClassPathResource("demo/crm.sql"));
      return new Crm(connection, tables);
    } catch (SQLException e) {
      throw new IllegalStateException("The demo cannot open its CRM database " + url + ".", e);
    }
  }

  Connection connection() {
    return connection;
  }

  @Override
  public Name name() {
    return Name.CRM;
  }

  @Override
  public void before(Act act) {
    watched = act.row();
    last = read(act.row());
  }

  @Override
  public List<String> news() {
    Row row = watched;
    if (row == null) {
      return List.of();
    }
    Optional<String> now = read(row);
    if (now.equals(last)) {
      return List.of();
    }
    last = now;
    return List.of(sentence(row, now));
  }

  private String sentence(Row row, Optional<String> now) {
    String table = tables.of(row).table();
    return now.map(columns -> "table " + table + " now has: " + columns)
        .orElse("table " + table + " has no row " + row.id() + " any more");
  }

  /** The row as it stands in the table, if it is there. */
  Optional<String> read(Row row) {
    try (PreparedStatement select = connection.prepareStatement(tables.of(row).select())) {
      select.setLong(1, row.id());
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? Optional.of(columns(found)) : Optional.empty();
      }
    } catch (SQLException e) {
      return Optional.of("unreadable: " + e.getMessage());
    }
  }

  private static String columns(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    StringJoiner line = new StringJoiner(" | ");
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      line.add(columns.getColumnLabel(i).toLowerCase() + "=" + row.getString(i));
    }
    return line.toString();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
