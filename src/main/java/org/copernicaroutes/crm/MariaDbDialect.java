package org.copernicaroutes.crm;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Guard and row in one statement: a block, which the server runs without a round trip in between.
 *
 * <p>The insert comes first: it waits for a rival who makes the same mark, and locks the one that
 * is there. A select that found none would lock the gap instead; two rivals would, and then neither
 * could insert. Whoever reads behind that lock reads {@code for update}, which is never a snapshot.
 *
 * <p>The row is not written with {@code on duplicate key update}: that changes whatever row
 * collides in any unique column, such as the one of another profile with the same mail address.
 */
final class MariaDbDialect implements Dialect {

  private static final String LOCK_MARK =
      """
      insert into copernica_applied
       (target, account, subject, id, changed, kind, signed_at, received_at)
       values (?, ?, ?, ?, ?, ?, ?, ?) on duplicate key update kind = kind""";

  private static final String COMPARE =
      """
      select (changed, kind, signed_at, received_at) <= (?, ?, ?, ?) into copernica_is_newer
       from copernica_applied""";

  private static final String MOVE_MARK =
      "update copernica_applied set changed = ?, kind = ?, signed_at = ?, received_at = ?";

  private static final String THIS_MARK =
      " where target = ? and account = ? and subject = ? and id = ?";

  @Override
  public boolean apply(Connection connection, Mark mark, RowChange change) throws SQLException {
    try (PreparedStatement statement = sql(mark, change).prepared(connection);
        ResultSet answer = statement.executeQuery()) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /** A variable hides columns of its name, so it has one that no table of a CRM has. */
  static Sql sql(Mark mark, RowChange change) {
    Sql sql = new Sql().add("begin not atomic\ndeclare copernica_is_newer boolean;\n");
    sql.add(LOCK_MARK, key(mark)).add("", version(mark)).add(";\n");
    sql.add(COMPARE, version(mark)).add(THIS_MARK, key(mark)).add(" for update;\n");
    sql.add("if copernica_is_newer then\n");
    sql.add(MOVE_MARK, version(mark)).add(THIS_MARK, key(mark)).add(";\n");
    return addChange(sql, change).add("end if;\nselect copernica_is_newer;\nend");
  }

  private static Sql addChange(Sql sql, RowChange change) {
    return switch (change.kind()) {
      case UPSERT -> addInsert(sql.addUpdate(change).add(";\n"), change).add(";\nend if;\n");
      case UPDATE -> sql.addUpdate(change).add(";\n");
      case DELETE -> sql.addDelete(change).add(";\n");
      case NONE -> sql;
    };
  }

  /** A driver that was told useAffectedRows counts no row that held these values already. */
  private static Sql addInsert(Sql sql, RowChange change) {
    sql.add("if row_count() = 0 then\n").addInsertSelect(change);
    sql.add(" from dual where not exists (select 1 from " + change.table().sql() + " where ");
    return sql.addKeyCondition(change).add(")");
  }

  @Override
  public void make(Connection connection, Mark mark) throws SQLException {
    Sql sql = new Sql().add(LOCK_MARK, key(mark)).add("", version(mark));
    try (PreparedStatement statement = sql.prepared(connection)) {
      statement.executeUpdate();
    }
  }

  @Override
  public String sharedLock() {
    return " lock in share mode";
  }

  @Override
  public Version version(ResultSet row) throws SQLException {
    return new Version(
        row.getObject("changed", LocalDateTime.class),
        Version.Kind.values()[row.getInt("kind")],
        row.getObject("signed_at", LocalDateTime.class).atOffset(ZoneOffset.UTC),
        row.getObject("received_at", LocalDateTime.class).atOffset(ZoneOffset.UTC));
  }

  private static Object[] key(Mark mark) {
    return new Object[] {mark.target(), mark.account(), mark.subject(), mark.id()};
  }

  private static Object[] version(Mark mark) {
    Version version = mark.version();
    return new Object[] {
      version.changed(),
      version.kind().ordinal(),
      inUtc(version.signedAt()),
      inUtc(version.receivedAt())
    };
  }

  /** A version's times are in UTC; as zoneless ones they mean the same in every session. */
  private static LocalDateTime inUtc(OffsetDateTime time) {
    return time.toLocalDateTime();
  }

  @Override
  public String scripts() {
    return "db/crm/mariadb";
  }

  @Override
  public String generatedColumns() {
    return "select column_name from information_schema.columns where table_schema = ?"
        + " and table_name = ? and is_generated = 'ALWAYS'";
  }

  /** {@code json} is a word for longtext with this check. */
  @Override
  public String jsonColumns() {
    return "select constraint_name as column_name from information_schema.check_constraints"
        + " where constraint_schema = ? and table_name = ?"
        + " and check_clause = concat('json_valid(`', constraint_name, '`)')";
  }

  /** A timestamp keeps an instant here, a datetime a time without a zone. */
  @Override
  public Column understood(Column told) {
    String type = told.typeName().toUpperCase(Locale.ROOT);
    if (type.endsWith(" UNSIGNED")) {
      return unsigned(told);
    }
    return switch (type) {
      case "TIMESTAMP" -> told.as(Types.TIMESTAMP_WITH_TIMEZONE, told.typeName());
      case "BIT" -> told.as(told.size() == 1 ? Types.BOOLEAN : Types.BINARY, "bit field");
      case "YEAR" -> told.as(Types.SMALLINT, told.typeName());
      case "ENUM", "SET" -> told.as(Types.OTHER, told.typeName());
      default -> told.jdbcType() == Types.OTHER ? special(told, type) : told;
    };
  }

  /** In the next larger type; the server refuses what is too large for its own. */
  private static Column unsigned(Column told) {
    boolean large = told.jdbcType() == Types.BIGINT;
    return told.as(large ? Types.DECIMAL : Types.BIGINT, told.typeName());
  }

  private static Column special(Column told, String type) {
    boolean readsText = type.equals("UUID") || type.startsWith("INET");
    return readsText ? told : told.as(Types.BINARY, told.typeName());
  }
}
