package org.copernicaroutes.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** Reads the CRM database by a connection of its own, as anybody with a SQL client would. */
final class Crm implements Onlooker, AutoCloseable {

  private final Connection connection;
  private final CrmTable table;
  private @Nullable Long watched;
  private Optional<String> last = Optional.empty();

  private Crm(Connection connection, CrmTable table) {
    this.connection = connection;
    this.table = table;
  }

  /** Makes the example table where it is missing: a real CRM has its own. */
  static Crm open(CrmAddress address, CrmTable table) {
    Connection connection = address.connect();
    ScriptUtils.executeSqlScript(connection, new ClassPathResource("demo/crm.sql"));
    return new Crm(connection, table);
  }

  @Override
  public Name name() {
    return Name.CRM;
  }

  @Override
  public void before(Act act) {
    Long profile = act.profile();
    watched = profile;
    last = profile == null ? Optional.empty() : read(profile);
  }

  @Override
  public List<String> news() {
    Long profile = watched;
    if (profile == null) {
      return List.of();
    }
    Optional<String> now = read(profile);
    if (now.equals(last)) {
      return List.of();
    }
    last = now;
    return List.of(sentence(profile, now));
  }

  private String sentence(long profile, Optional<String> now) {
    return now.map(row -> "table " + table.name() + " now has: " + row)
        .orElse("table " + table.name() + " has no row " + profile + " any more");
  }

  /** The row as it stands in the table, if it is there. */
  private Optional<String> read(long profile) {
    try (PreparedStatement select = connection.prepareStatement(table.select())) {
      select.setLong(1, profile);
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
      line.add(columns.getColumnLabel(i).toLowerCase(Locale.ROOT) + "=" + row.getString(i));
    }
    return line.toString();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
