package org.copernicaroutes.crm;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.copernicaroutes.crm.Column.Untold;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.jspecify.annotations.Nullable;

/**
 * Finds a table and its columns in the database's metadata, so that no identifier reaches SQL that
 * the database did not name itself.
 */
final class TableReader {

  /** What tables lie in. */
  private enum Space {
    /** Of one database: PostgreSQL, H2. */
    SCHEMA,
    /** Of a server, which has no schemas below: MariaDB. */
    DATABASE
  }

  private static final String[] TYPES = {
    "TABLE", "BASE TABLE", "PARTITIONED TABLE", "FOREIGN TABLE", "VIEW"
  };

  private final Dialect dialect;
  private final DatabaseMetaData metadata;
  private final @Nullable String catalog;
  private final Space kind;
  private final String here;

  TableReader(Connection connection) throws SQLException {
    dialect = Dialect.of(connection);
    metadata = connection.getMetaData();
    catalog = connection.getCatalog();
    kind = metadata.supportsSchemasInTableDefinitions() ? Space.SCHEMA : Space.DATABASE;
    here = here(kind == Space.SCHEMA ? connection.getSchema() : catalog);
  }

  private static String here(@Nullable String space) {
    if (space == null) {
      throw DeliveryFailure.misconfigured(
          "The URL of the CRM database names no database to look for tables in. Add it.", null);
    }
    return space;
  }

  /**
   * @param written {@code table} or {@code schema.table}, also in quotes
   * @throws DeliveryFailure misconfigured, with the nearest names, where there is none
   */
  Table read(String written) throws SQLException {
    String name = written.replaceAll("[\"`]", "");
    Names near = new Names(tables(here));
    Optional<String> found = near.find(written).or(() -> near.find(name));
    if (found.isPresent()) {
      return table(here, found.get());
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? missing(written, near, here)
        : elsewhere(written, name.substring(0, dot), name.substring(dot + 1));
  }

  /** Whether it is here, in whatever case. */
  boolean knows(String table) throws SQLException {
    return new Names(tables(here)).find(table).isPresent();
  }

  private Table elsewhere(String written, String space, String name) throws SQLException {
    Names spaces = new Names(spaces());
    Optional<String> found = spaces.find(space);
    if (found.isEmpty()) {
      throw DeliveryFailure.misconfigured(
          "Table `" + written + "` is in no " + word() + " there is: " + spaces.missing(space),
          null);
    }
    Names tables = new Names(tables(found.get()));
    Optional<String> table = tables.find(name);
    return table.isPresent() ? table(found.get(), table.get()) : missing(name, tables, found.get());
  }

  private Table missing(String written, Names known, String space) {
    throw DeliveryFailure.misconfigured(
        "There is no table "
            + known.missing(written)
            + " Looked in "
            + word()
            + " `"
            + space
            + "`, case counts where several differ in it alone. Create it, grant this user access,"
            + " or correct `table` of crm-sync-sink.",
        null);
  }

  private String word() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private List<String> spaces() throws SQLException {
    try (ResultSet rows = kind == Space.SCHEMA ? metadata.getSchemas() : metadata.getCatalogs()) {
      return strings(rows, kind == Space.SCHEMA ? "TABLE_SCHEM" : "TABLE_CAT");
    }
  }

  private List<String> tables(String space) throws SQLException {
    try (ResultSet rows = metadata.getTables(catalog(space), schema(space), null, TYPES)) {
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

  private @Nullable String catalog(String space) {
    return kind == Space.SCHEMA ? catalog : space;
  }

  private @Nullable String schema(String space) throws SQLException {
    return kind == Space.SCHEMA ? pattern(space) : null;
  }

  private Table table(String space, String name) throws SQLException {
    Set<String> generated = names(dialect.generatedColumns(), space, name);
    Set<String> json = names(dialect.jsonColumns(), space, name);
    List<Column> columns = new ArrayList<>();
    try (ResultSet row = metadata.getColumns(catalog(space), schema(space), pattern(name), null)) {
      while (row.next()) {
        Column column = dialect.understood(column(row, generated));
        columns.add(json.contains(column.name()) ? column.as(column.jdbcType(), "json") : column);
      }
    }
    return new Table(space, name, columns, metadata.getIdentifierQuoteString());
  }

  private Set<String> names(String sql, String space, String table) throws SQLException {
    if (sql.isEmpty()) {
      return Set.of();
    }
    try (PreparedStatement statement = metadata.getConnection().prepareStatement(sql)) {
      statement.setString(1, space);
      statement.setString(2, table);
      try (ResultSet rows = statement.executeQuery()) {
        return Set.copyOf(strings(rows, "column_name"));
      }
    }
  }

  private static Column column(ResultSet row, Set<String> generated) throws SQLException {
    String name = row.getString("COLUMN_NAME");
    return new Column(
        name,
        row.getInt("DATA_TYPE"),
        row.getString("TYPE_NAME"),
        row.getInt("COLUMN_SIZE"),
        row.getInt("DECIMAL_DIGITS"),
        row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
        generated.contains(name) ? Untold.ALWAYS : untold(row));
  }

  private static Untold untold(ResultSet row) throws SQLException {
    boolean counts = "YES".equals(row.getString("IS_AUTOINCREMENT"));
    return counts || row.getString("COLUMN_DEF") != null ? Untold.DEFAULT : Untold.NOTHING;
  }

  /** Metadata calls take patterns; a name's own wildcards are letters. */
  private String pattern(String name) throws SQLException {
    String escape = metadata.getSearchStringEscape();
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }
}
