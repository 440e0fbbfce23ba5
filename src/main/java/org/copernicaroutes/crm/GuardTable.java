package org.copernicaroutes.crm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/**
 * Our own table in the CRM database, {@code copernica_applied}: made at first contact, never at
 * start-up, which does not need the database.
 */
final class GuardTable {

  private final DataSource dataSource;
  private final boolean migrate;
  private volatile boolean ready;

  /**
   * @param migrate false: a DBA makes the table, and we say how
   */
  GuardTable(DataSource dataSource, boolean migrate) {
    this.dataSource = dataSource;
    this.migrate = migrate;
  }

  /**
   * @throws DeliveryFailure misconfigured, where the table neither is there nor may be made
   */
  void ensure(Connection connection) throws SQLException {
    if (!ready) {
      make(connection);
    }
  }

  private synchronized void make(Connection connection) throws SQLException {
    if (!ready && migrate) {
      migrate(Dialect.of(connection).scripts());
    } else if (!ready) {
      requireIn(connection);
    }
    ready = true;
  }

  /** On a connection of its own: what it makes must not depend on how this event ends. */
  private void migrate(String scripts) throws SQLException {
    try {
      flyway(scripts).migrate();
    } catch (FlywayException e) {
      throw explained(e, scripts);
    }
  }

  /** Baseline 0, so that a database with tables of its own still gets ours. */
  private Flyway flyway(String scripts) {
    return Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:" + scripts)
        .table("copernica_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load();
  }

  private static RuntimeException explained(FlywayException e, String scripts) throws SQLException {
    SQLException cause = sqlException(e);
    if (cause != null && !isRefusal(cause)) {
      throw cause;
    }
    return DeliveryFailure.misconfigured(
        "Cannot make the table copernica_applied in the CRM database. Grant this user CREATE on its"
            + " schema; or set copernica.crm.migrate=false and have a DBA run: "
            + script(scripts),
        e);
  }

  private static @Nullable SQLException sqlException(Throwable e) {
    return Stream.iterate(e, t -> t != null, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst()
        .orElse(null);
  }

  /** Class 42: no permission, or names that clash. */
  private static boolean isRefusal(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith("42");
  }

  private static void requireIn(Connection connection) throws SQLException {
    if (!new TableReader(connection).knows("copernica_applied")) {
      throw DeliveryFailure.misconfigured(
          "The table copernica_applied is not there and copernica.crm.migrate is false. Have a DBA"
              + " run: "
              + script(Dialect.of(connection).scripts()),
          null);
    }
  }

  /** On one line, without comments. */
  static String script(String scripts) {
    try {
      return new ClassPathResource(scripts + "/V1__applied.sql")
          .getContentAsString(StandardCharsets.UTF_8)
          .replaceAll("--.*", "")
          .replaceAll("\\s+", " ")
          .strip();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
