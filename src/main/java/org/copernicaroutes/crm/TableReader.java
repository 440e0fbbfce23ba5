package org.copernicaroutes.crm;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.jspecify.annotations.Nullable;

/**
 * Finds a table and its columns in the database's metadata, so that no identifier reaches SQL that
 * the database did not name itself.
 */
final class TableReader {

  private static final String[] TYPES = {
    "TABLE", "BASE TABLE", "PARTITIONED TABLE", "FOREIGN TABLE", "VIEW"
  };

  private final DatabaseMetaData metadata;
  private final @Nullable String catalog;
  private final String currentSchema;

  TableReader(Connection connection) throws SQLException {
    metadata = connection.getMetaData();
    catalog = connection.getCatalog();
    currentSchema = connection.getSchema();
  }

  /**
   * @param written {@code table} or {@code schema.table}, also in double quotes
   * @throws DeliveryFailure misconfigured, with the nearest names, where there is none
   */
  Table read(String written) throws SQLException {
    String name = written.replace("\"", "");
    Names here = new Names(tables(currentSchema));
    Optional<String> found = here.find(name);
    if (found.isPresent()) {
      return table(currentSchema, found.get());
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? missing(written, here, currentSchema)
        : elsewhere(written, name.substring(0, dot), name.substring(dot + 1));
  }

  /** Whether the current schema has it, in whatever case. */
  boolean knows(String table) throws SQLException {
    return new Names(tables(currentSchema)).find(table).isPresent();
  }

  private Table elsewhere(String written, String schema, String name) throws SQLException {
    Names schemas = new Names(schemas());
    Optional<String> found = schemas.find(schema);
    if (found.isEmpty()) {
      throw DeliveryFailure.misconfigured(
          "There is no schema " + schemas.missing(schema) + " for table `" + written + "`.", null);
    }
    Names tables = new Names(tables(found.get()));
    Optional<String> table = tables.find(name);
    return table.isPresent() ? table(found.get(), table.get()) : missing(name, tables, found.get());
  }

  private Table missing(String written, Names known, String schema) {
    throw DeliveryFailure.misconfigured(
        "There is no table "
            + known.missing(written)
            + " Looked in schema `"
            + schema
            + "` of "
            + catalog
            + ", case counts where several differ in it alone. Create it, grant this user access,"
            + " or correct `table` of crm-sync-sink.",
        null);
  }

  private List<String> schemas() throws SQLException {
    try (ResultSet rows = metadata.getSchemas()) {
      return strings(rows, "TABLE_SCHEM");
    }
  }

  private List<String> tables(String schema) throws SQLException {
    try (ResultSet rows = metadata.getTables(catalog, pattern(schema), null, TYPES)) {
      return strings(rows, "TABLE_NAME");
    }
  }

  private static List<String> strings(ResultSet rows, String label) throws SQLException {
    List<String> strings = new ArrayList<>();
    while (rows.next()) {
      strings.add(rows.getString(label));
    }
    return strings;
  }

  private Table table(String schema, String name) throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (ResultSet row = metadata.getColumns(catalog, pattern(schema), pattern(name), null)) {
      while (row.next()) {
        columns.add(column(row));
      }
    }
    return new Table(schema, name, columns, metadata.getIdentifierQuoteString());
  }

  private static Column column(ResultSet row) throws SQLException {
    return new Column(
        row.getString("COLUMN_NAME"),
        row.getInt("DATA_TYPE"),
        row.getString("TYPE_NAME"),
        row.getInt("COLUMN_SIZE"),
        row.getInt("DECIMAL_DIGITS"),
        row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls);
  }

  /** Metadata calls take patterns; a name's own wildcards are letters. */
  private String pattern(String name) throws SQLException {
    String escape = metadata.getSearchStringEscape();
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }
}
