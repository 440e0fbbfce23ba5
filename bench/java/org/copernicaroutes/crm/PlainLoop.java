package org.copernicaroutes.crm;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.copernicaroutes.crm.RowChange.Cell;
import org.jspecify.annotations.Nullable;

/**
 * What a program would do that only writes: the statement that crm-sync-sink executes for an event,
 * prepared once, executed once per row, with 100 rows per commit. Its rows are new ones, as those
 * of the application are, and their values are there before the first is written.
 */
public final class PlainLoop {

  private static final int PER_COMMIT = 100;
  private static final OffsetDateTime SIGNED_AT =
      OffsetDateTime.of(2026, 1, 2, 8, 0, 0, 0, ZoneOffset.UTC);
  private static final LocalDateTime CHANGED = LocalDateTime.of(2026, 1, 2, 9, 0);

  private final Connecting database;
  private final String table;
  private long rows;

  /** Opens a connection. */
  public interface Connecting {
    Connection connect() throws SQLException;
  }

  public PlainLoop(Connecting database, String table) {
    this.database = database;
    this.table = table;
  }

  /** Writes so many new rows. */
  public void write(int count) {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      write(connection, statements(connection, count));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Connection connection, List<Sql> statements) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(statements.get(0).text())) {
      int uncommitted = 0;
      for (Sql sql : statements) {
        bind(statement, sql.parameters());
        statement.execute();
        if (++uncommitted % PER_COMMIT == 0) {
          connection.commit();
        }
      }
      connection.commit();
    }
  }

  private List<Sql> statements(Connection connection, int count) throws SQLException {
    Table read = new TableReader(connection).read(table);
    BiFunction<Mark, RowChange, Sql> sql =
        Dialect.of(connection) instanceof MariaDbDialect
            ? MariaDbDialect::sql
            : PostgresDialect::sql;
    return Stream.generate(() -> statement(sql, read, ++rows)).limit(count).toList();
  }

  private static Sql statement(BiFunction<Mark, RowChange, Sql> sql, Table table, long id) {
    Version version =
        new Version(CHANGED, Version.Kind.STATED, SIGNED_AT, OffsetDateTime.now(ZoneOffset.UTC));
    Mark mark = new Mark(table.id(), 1234, "profile", id, version);
    List<Cell> cells = new ArrayList<>();
    cells.add(new Cell(table.column("name"), "Johanna " + id));
    cells.add(new Cell(table.column("email"), "p" + id + "@example.org"));
    cells.add(new Cell(table.column("changed_at"), CHANGED));
    cells.add(new Cell(table.column("event"), eventId()));
    List<Cell> key = List.of(new Cell(table.column("id"), id));
    return sql.apply(mark, new RowChange(RowChange.Kind.UPSERT, table, key, cells));
  }

  /** As long as one. */
  private static String eventId() {
    String half = UUID.randomUUID().toString().replace("-", "");
    return half + half;
  }

  private static void bind(PreparedStatement statement, List<@Nullable Object> values)
      throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }
}
