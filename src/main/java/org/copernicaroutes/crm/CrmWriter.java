package org.copernicaroutes.crm;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Subject;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Brings one row of a CRM table to what an event says, unless something newer was applied before.
 *
 * <p>Takes part in the transaction of its caller and opens one where there is none. Fails as {@link
 * DeliveryFailure} where it understands why, else as Spring's exception around the driver's; what
 * it says itself holds no values.
 */
final class CrmWriter implements RowWriter {

  private static final Logger LOG = LoggerFactory.getLogger(CrmWriter.class);

  /** A parent that is missing, or a child that is still there: PostgreSQL and H2. */
  private static final Set<String> FOREIGN_KEY = Set.of("23503", "23506");

  /** The same on MariaDB, whose SQLState 23000 is that of every constraint. */
  private static final Set<Integer> MARIADB_FOREIGN_KEY = Set.of(1451, 1452);

  /** A column that takes no null was given none: PostgreSQL and H2. */
  private static final String NOT_NULL = "23502";

  /** The same on MariaDB: null, or no default. */
  private static final Set<Integer> MARIADB_NOT_NULL = Set.of(1048, 1364);

  /** A word that an enumeration does not have; of class 01, and yet an error. */
  private static final int MARIADB_TRUNCATED = 1265;

  private final CrmDatabase database;
  private final RowChanges changes;
  private final MeterRegistry meters;

  CrmWriter(CrmDatabase database, RowChanges changes, MeterRegistry meters) {
    this.database = database;
    this.changes = changes;
    this.meters = meters;
  }

  @Override
  public void write(CrmTarget target, Event event) {
    if (inTransaction()) {
      row(target, event, this::writeAtOnce);
    } else {
      database.transaction().executeWithoutResult(status -> row(target, event, this::writeAtOnce));
    }
  }

  @Override
  public void writeWithOthers(CrmTarget target, Event event) {
    if (inTransaction()) {
      row(target, event, this::letWait);
    } else {
      write(target, event);
    }
  }

  /** Of this database: one of another alone would not commit what is written here. */
  private boolean inTransaction() {
    return TransactionSynchronizationManager.isActualTransactionActive()
        && TransactionSynchronizationManager.hasResource(database.dataSource());
  }

  /**
   * @throws DeliveryFailure poison, where the event makes no row
   */
  static long rowId(CrmTarget target, Event event) {
    Long id = event.key();
    if (target.owner() != null && event.is(Subject.PROFILE) && !event.is(Action.DELETE)) {
      throw DeliveryFailure.poison(
          "crm-sync-sink with an `owner` writes subprofiles, and of profiles takes deletes alone;"
              + " this is "
              + event
              + ". Send such events elsewhere in the router.",
          null);
    }
    if (id == null || event.is(Subject.MESSAGE) || !isChange(event)) {
      throw DeliveryFailure.poison(
          "crm-sync-sink writes created, updated and deleted profiles and subprofiles; this is "
              + event
              + ". Send such events elsewhere in the router.",
          null);
    }
    return id;
  }

  private static boolean isChange(Event event) {
    return event.is(Action.CREATE) || event.is(Action.UPDATE) || event.is(Action.DELETE);
  }

  private interface Step {
    void take(Connection connection, Row row) throws SQLException;
  }

  private void row(CrmTarget target, Event event, Step step) {
    long id = rowId(target, event);
    Connection connection = DataSourceUtils.getConnection(database.dataSource());
    try {
      Layout layout = database.layouts().of(target, connection);
      if (target.owner() != null && event.is(Subject.PROFILE)) {
        disown(connection, target, event, id, layout);
      } else {
        RowChange change = changes.of(event, id, target, layout);
        Mark mark = changes.mark(event, event.getSubject(), id, layout);
        step.take(connection, new Row(target, event, mark, change));
      }
    } catch (SQLException e) {
      database.layouts().forget(target);
      throw explained(target, event, e);
    } catch (DeliveryFailure e) {
      database.layouts().forget(target);
      throw database.named(e);
    } finally {
      DataSourceUtils.releaseConnection(connection, database.dataSource());
    }
  }

  /** At once, also among others: what it owns includes the rows that wait. */
  private void disown(
      Connection connection, CrmTarget target, Event event, long profile, Layout layout)
      throws SQLException {
    Dialect dialect = Dialect.of(connection);
    List<Row> owned =
        new OwnedRows(connection, dialect).disowned(target, event, profile, layout, changes);
    if (owned == null) {
      Mark owner = changes.mark(event, Mark.OWNER, profile, layout);
      Row late = new Row(target, event, owner, RowChange.none(layout.table()));
      onceCommitted(() -> say(late, 0, List.of(late)));
    } else if (!owned.isEmpty()) {
      List<Row> skipped = dialect.applyAll(connection, owned);
      onceCommitted(() -> say(owned.get(0), owned.size() - skipped.size(), skipped));
    }
  }

  private void letWait(Connection connection, Row row) throws SQLException {
    connection.unwrap(WaitingRows.class).add(row, this::writeAll);
  }

  private void writeAtOnce(Connection connection, Row row) {
    writeAll(connection, List.of(row));
  }

  /** Of one target. Which of several failed is not asked: they are run again one by one. */
  private void writeAll(Connection connection, List<Row> rows) {
    Row first = rows.get(0);
    try {
      List<Row> skipped = applyAll(connection, rows);
      onceCommitted(() -> say(first, rows.size() - skipped.size(), skipped));
    } catch (SQLException e) {
      database.layouts().forget(first.target());
      if (NOT_NULL.equals(e.getSQLState()) || MARIADB_NOT_NULL.contains(e.getErrorCode())) {
        Layout.refuseUnfilled(first.target(), first.change());
      }
      throw explained(first.target(), first.event(), e);
    }
  }

  private static List<Row> applyAll(Connection connection, List<Row> rows) throws SQLException {
    Dialect dialect = Dialect.of(connection);
    List<Row> outlived = new OwnedRows(connection, dialect).outlived(rows);
    if (outlived.isEmpty()) {
      return dialect.applyAll(connection, rows);
    }
    List<Row> skipped = new ArrayList<>(outlived);
    List<Row> others = rows.stream().filter(row -> !outlived.contains(row)).toList();
    skipped.addAll(dialect.applyAll(connection, others));
    return skipped;
  }

  /** What is undone was not applied; it is tried again and said then. */
  private static void onceCommitted(Runnable saying) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            saying.run();
          }
        });
  }

  private void say(Row first, int applied, List<Row> skipped) {
    count("copernica.applied", first, applied);
    count("copernica.skipped", first, skipped.size());
    skipped.forEach(CrmWriter::logSkipped);
  }

  private void count(String name, Row row, int rows) {
    if (rows > 0) {
      meters
          .counter(name, "table", row.target().table(), "database", database.name())
          .increment(rows);
    }
  }

  private static void logSkipped(Row row) {
    LOG.info(
        "row.skipped {}: something newer was applied before: {}", row.mark().target(), row.event());
  }

  private RuntimeException explained(CrmTarget target, Event event, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (FOREIGN_KEY.contains(state) || MARIADB_FOREIGN_KEY.contains(e.getErrorCode())) {
      return database.named(notYet(target, event, e));
    }
    boolean unreadable = state.startsWith("22") || e.getErrorCode() == MARIADB_TRUNCATED;
    return unreadable
        ? database.named(unreadable(target, event, state))
        : translated(target, database.address().on(e));
  }

  private static DeliveryFailure notYet(CrmTarget target, Event event, SQLException e) {
    return DeliveryFailure.notYet(
        "A foreign key of `"
            + target.table()
            + "` does not hold yet for "
            + event
            + ": the row it refers to is missing, or rows still refer to it.",
        e);
  }

  /** Without its cause, whose message quotes the value. */
  private static DeliveryFailure unreadable(CrmTarget target, Event event, String state) {
    return DeliveryFailure.poison(
        ("The database refuses a value for `%s` (SQLSTATE %s) of %s. Change the type of the column"
                + Misfit.REMEDY)
            .formatted(target.table(), state, event),
        null);
  }

  private static DataAccessException translated(CrmTarget target, SQLException e) {
    String task = "writing `" + target.table() + "`";
    DataAccessException translated = new SQLExceptionSubclassTranslator().translate(task, null, e);
    return translated != null ? translated : new UncategorizedSQLException(task, null, e);
  }
}
