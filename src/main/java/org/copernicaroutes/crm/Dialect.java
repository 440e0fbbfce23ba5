package org.copernicaroutes.crm;

import java.sql.Connection;
import java.sql.SQLException;
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

  /**
   * @throws DeliveryFailure misconfigured, for a database that is not spoken
   */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "PostgreSQL" -> new PostgresDialect();
      case "H2" -> new StandardDialect();
      default ->
          throw DeliveryFailure.misconfigured(
              "crm-sync-sink does not write to "
                  + product
                  + ". Use PostgreSQL or H2 in spring.datasource.url, or sql: steps.",
              null);
    };
  }
}
