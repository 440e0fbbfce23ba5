package org.copernicaroutes.crm;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/** Guard and row in plain statements of one transaction, the mark locked first. */
final class StandardDialect implements Dialect {

  private static final String WHERE =
      " where target = ? and account = ? and subject = ? and id = ?";

  private static final String DUPLICATE_KEY = "23505";

  @Override
  public boolean apply(Connection connection, Mark mark, RowChange change) throws SQLException {
    boolean moved = insertMark(connection, mark) || moveMark(connection, mark);
    if (moved) {
      write(connection, change);
    }
    return moved;
  }

  @Override
  public void make(Connection connection, Mark mark) throws SQLException {
    insertMark(connection, mark);
  }

  /** It has none that is shared. */
  @Override
  public String sharedLock() {
    return " for update";
  }

  /** Waits for a rival who inserts the same mark. False: there is one. */
  private boolean insertMark(Connection connection, Mark mark) throws SQLException {
    if (locked(connection, mark).isPresent()) {
      return false;
    }
    try {
      return run(connection, insertion(mark)) == 1;
    } catch (SQLException e) {
      if (DUPLICATE_KEY.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private boolean moveMark(Connection connection, Mark mark) throws SQLException {
    Optional<Version> applied = locked(connection, mark);
    return applied.isPresent()
        && !mark.version().isOlderThan(applied.get())
        && run(connection, move(mark)) == 1;
  }

  private Optional<Version> locked(Connection connection, Mark mark) throws SQLException {
    Sql sql =
        addWhere(
                new Sql()
                    .add("select changed, kind, signed_at, received_at from copernica_applied"),
                mark)
            .add(" for update");
    try (PreparedStatement statement = sql.prepared(connection);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? Optional.of(version(row)) : Optional.empty();
    }
  }

  private static Sql insertion(Mark mark) {
    Version version = mark.version();
    return new Sql()
        .add(
            "insert into copernica_applied"
                + " (target, account, subject, id, changed, kind, signed_at, received_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)",
            mark.target(),
            mark.account(),
            mark.subject(),
            mark.id(),
            version.changed(),
            version.kind().ordinal(),
            version.signedAt(),
            version.receivedAt());
  }

  private static Sql move(Mark mark) {
    Version version = mark.version();
    return addWhere(
        new Sql()
            .add(
                "update copernica_applied"
                    + " set changed = ?, kind = ?, signed_at = ?, received_at = ?",
                version.changed(),
                version.kind().ordinal(),
                version.signedAt(),
                version.receivedAt()),
        mark);
  }

  private static Sql addWhere(Sql sql, Mark mark) {
    return sql.add(WHERE, mark.target(), mark.account(), mark.subject(), mark.id());
  }

  /** Text given to JSON would become a JSON text; bytes are read as JSON. */
  @Override
  public Column understood(Column told) {
    return told.typeName().equals("JSON") ? told.as(Types.BINARY, told.typeName()) : told;
  }

  private static void write(Connection connection, RowChange change) throws SQLException {
    switch (change.kind()) {
      case UPSERT -> upsert(connection, change);
      case UPDATE -> run(connection, new Sql().addUpdate(change));
      case DELETE -> run(connection, new Sql().addDelete(change));
      case NONE -> {}
    }
  }

  private static void upsert(Connection connection, RowChange change) throws SQLException {
    if (run(connection, new Sql().addUpdate(change)) == 0) {
      run(connection, new Sql().addInsertSelect(change));
    }
  }

  private static int run(Connection connection, Sql sql) throws SQLException {
    try (PreparedStatement statement = sql.prepared(connection)) {
      return statement.executeUpdate();
    }
  }
}
