package org.copernicaroutes.inbox;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an SQLState means for a delivery, on PostgreSQL, MariaDB and H2.
 *
 * <p>The innermost one counts: a pool wraps the refusal of a password in a time-out of its own.
 */
final class SqlFailures {

  /** H2: connection broken, database closed or in use. */
  private static final Set<String> H2_AWAY = Set.of("90067", "90098", "90121", "90020", "90031");

  /** H2 and PostgreSQL. */
  private static final Set<String> MISSING_ROW = Set.of("23503", "23506");

  private SqlFailures() {}

  static @Nullable Failure failure(List<Throwable> chain) {
    SQLException innermost = null;
    for (Throwable thrown : chain) {
      if (thrown instanceof SQLException sql && (innermost == null || sql.getSQLState() != null)) {
        innermost = sql;
      }
    }
    return innermost == null ? null : of(innermost, DatabaseAddress.of(chain));
  }

  private static Failure of(SQLException e, @Nullable DatabaseAddress from) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    End end = end(state, e);
    String database = "the database" + (from == null ? "" : from.inWords());
    String reason = database + " says SQLState " + (state.isEmpty() ? "none" : inWords(state));
    String number = MariaDbErrors.inWords(e.getErrorCode());
    String settings = from == null ? "spring.datasource" : from.settings();
    return new Failure(end, reason + number + advice(end, e, settings), e);
  }

  private static String inWords(String state) {
    return state.equals("22021")
        ? state + " (a text has a character that it cannot hold, such as NUL)"
        : state;
  }

  private static End end(String state, SQLException e) {
    End said = MariaDbErrors.end(e.getErrorCode());
    if (said != null) {
      return said;
    }
    if (MISSING_ROW.contains(state)) {
      return End.NOT_YET;
    }
    if (isPassing(state, e)) {
      return End.OUTAGE;
    }
    return switch (family(state)) {
      case "08", "40", "53", "55", "57", "58", "HY" ->
          state.equals("HY000") ? End.MISCONFIGURED : End.OUTAGE;
      case "21", "22", "23", "44", "54", "P0" -> End.POISON;
      default -> End.MISCONFIGURED;
    };
  }

  private static boolean isPassing(String state, SQLException e) {
    return e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || (e instanceof SQLNonTransientConnectionException && !state.startsWith("28"))
        || H2_AWAY.contains(state)
        || state.equals("25006");
  }

  private static String family(String state) {
    return state.length() < 2 ? "" : state.substring(0, 2);
  }

  private static String advice(End end, SQLException e, String settings) {
    if (end == End.NOT_YET) {
      return " (a row that this one refers to is missing)";
    }
    if (end != End.MISCONFIGURED) {
      return "";
    }
    String said = MariaDbErrors.advice(e.getErrorCode(), settings);
    return said != null ? said : adviceBySqlState(String.valueOf(e.getSQLState()), settings);
  }

  private static String adviceBySqlState(String state, String settings) {
    return switch (state) {
      case "28000", "28P01" -> ": check " + settings + ".username and password";
      case "42501" -> ": grant the user of " + settings + " what the route does";
      case "42P01", "42S02", "42S03", "42S04" -> ": a table that the route names is missing";
      case "42703", "42S22" -> ": a column that the route names is missing";
      default -> ": check the statement in the route file and the table";
    };
  }
}
