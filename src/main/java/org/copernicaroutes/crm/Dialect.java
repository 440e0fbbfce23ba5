package org.copernicaroutes.crm;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.copernicaroutes.inbox.DeliveryFailure;

/** How one kind of database moves the guard and the row together. */
interface Dialect {

  /**
   * Locks the mark, compares, and where the new version is not older moves the mark and changes the
   * row. Runs inside a transaction of the caller.
   *
   * @return false: something newer was applied before, and nothing was changed
   */
  boolean apply(Connection connection, Mark mark, RowChange change) throws SQLException;

  /** The caller closes it. */
  default PreparedStatement prepared(Connection connection, Sql sql) throws SQLException {
    return sql.prepared(connection);
  }

  /** Makes the mark where there is none. */
  void make(Connection connection, Mark mark) throws SQLException;

  /** At the end of a select: others may read it too, and nobody may change it. */
  default String sharedLock() {
    return " for share";
  }

  /**
   * @param row with the columns changed, kind, signed_at, received_at
   */
  default Version version(ResultSet row) throws SQLException {
    return new Version(
        row.getObject("changed", LocalDateTime.class),
        Version.Kind.values()[row.getInt("kind")],
        row.getObject("signed_at", OffsetDateTime.class),
        row.getObject("received_at", OffsetDateTime.class));
  }

  /** Where the SQL of our own table is, on the class path. */
  default String scripts() {
    return "db/crm/standard";
  }

  /** A column in the words of {@link Column#kind}, which are PostgreSQL's and H2's. */
  default Column understood(Column told) {
    return told;
  }

  /** Names the columns that take no value of ours, given schema and table. */
  default String generatedColumns() {
    return "select column_name from information_schema.columns where table_schema = ?"
        + " and table_name = ? and 'ALWAYS' in (identity_generation, is_generated)";
  }

  /** Names the columns that take JSON alone, where their type does not say so; or empty. */
  default String jsonColumns() {
    return "";
  }

  /**
   * The same for many rows of one target; what several say of the same row, in their order.
   *
   * @return those of them that were left as they are
   */
  default List<Row> applyAll(Connection connection, List<Row> rows) throws SQLException {
    List<Row> skipped = new ArrayList<>();
    for (Row row : rows.stream().sorted(Row.BY_ID).toList()) {
      if (!apply(connection, row.mark(), row.change())) {
        skipped.add(row);
      }
    }
    return skipped;
  }

  /**
   * @throws DeliveryFailure misconfigured, for a database that is not spoken
   */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "PostgreSQL" -> new PostgresDialect();
      case "MariaDB" -> new MariaDbDialect();
      case "H2" -> new StandardDialect();
      default ->
          throw DeliveryFailure.misconfigured(
              "crm-sync-sink does not write to "
                  + product
                  + ". Use PostgreSQL, MariaDB or H2, or sql: steps.",
              null);
    };
  }
}
