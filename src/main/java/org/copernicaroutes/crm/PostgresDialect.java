package org.copernicaroutes.crm;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guard and row in one round trip of two statements.
 *
 * <p>Not in one statement: all parts of a statement see one snapshot, which was taken before the
 * lock on the mark was obtained. The row that a rival has just committed would be missing from it,
 * and would be inserted twice. The second statement has a snapshot of its own, taken under the
 * lock.
 */
final class PostgresDialect implements Dialect {

  /** Not {@code values}: reWriteBatchedInserts joins those, and keeps quiet about which moved. */
  private static final String MOVE_MARK =
      """
      insert into copernica_applied as was
       (target, account, subject, id, changed, kind, signed_at, received_at)
       select ?, ?, ?, ?, ?, ?, ?, ?
       on conflict (target, account, subject, id) do update set changed = excluded.changed,
       kind = excluded.kind, signed_at = excluded.signed_at, received_at = excluded.received_at
       where (was.changed, was.kind, was.signed_at, was.received_at)
       <= (excluded.changed, excluded.kind, excluded.signed_at, excluded.received_at)""";

  private static final String MAKE_MARK =
      """
      insert into copernica_applied
       (target, account, subject, id, changed, kind, signed_at, received_at)
       values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (target, account, subject, id) do nothing""";

  /** After the first statement the mark is ours, or newer. */
  private static final String MARK_IS_OURS =
      """
      (select 1 from copernica_applied where target = ? and account = ? and subject = ? and id = ?
       and changed = ? and kind = ? and signed_at = ? and received_at = ?)""";

  @Override
  public boolean apply(Connection connection, Mark mark, RowChange change) throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql(mark, change))) {
      statement.execute();
      return statement.getUpdateCount() == 1;
    }
  }

  @Override
  public PreparedStatement prepared(Connection connection, Sql sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql.text());
    bind(statement, sql.parameters());
    return statement;
  }

  @Override
  public void make(Connection connection, Mark mark) throws SQLException {
    Sql sql = new Sql().add(MAKE_MARK, parameters(mark));
    try (PreparedStatement statement = prepared(connection, sql)) {
      statement.executeUpdate();
    }
  }

  /** Here the driver says which marks moved, so the statements need not ask. */
  @Override
  public List<Row> applyAll(Connection connection, List<Row> rows) throws SQLException {
    return rows.size() == 1
        ? Dialect.super.applyAll(connection, rows)
        : new PostgresBatch(connection).apply(rows);
  }

  static Sql sql(Mark mark, RowChange change) {
    Sql sql = moveMark(mark);
    return switch (change.kind()) {
      case UPSERT -> addUpsert(sql.add(";\n"), mark, change);
      case UPDATE -> addIfOurs(sql.add(";\n").addUpdate(change), mark);
      case DELETE -> addIfOurs(sql.add(";\n").addDelete(change), mark);
      case NONE -> sql;
    };
  }

  static Sql moveMark(Mark mark) {
    return new Sql().add(MOVE_MARK, parameters(mark));
  }

  private static Sql addUpsert(Sql sql, Mark mark, RowChange change) {
    sql.add("with ours as ").add(MARK_IS_OURS, parameters(mark)).add(",\n changed as (");
    sql.addUpdate(change).add(" and exists (select 1 from ours) returning 1)\n");
    return sql.addInsertSelect(change).add(" from ours where not exists (select 1 from changed)");
  }

  private static Sql addIfOurs(Sql sql, Mark mark) {
    return sql.add(" and exists ").add(MARK_IS_OURS, parameters(mark));
  }

  private static Object[] parameters(Mark mark) {
    Version version = mark.version();
    return new Object[] {
      mark.target(),
      mark.account(),
      mark.subject(),
      mark.id(),
      version.changed(),
      version.kind().ordinal(),
      version.signedAt(),
      version.receivedAt()
    };
  }

  /** Text goes without a type, so that the server reads it as the column's: json, enumerations. */
  static void bind(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value == null) {
        statement.setNull(i + 1, Types.OTHER);
      } else if (value instanceof String) {
        statement.setObject(i + 1, value, Types.OTHER);
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }
}
