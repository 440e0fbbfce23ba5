package org.copernicaroutes.crm;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;

/**
 * How we talk to MariaDB, however the server was set up, in the driver's words. What the URL or
 * {@code spring.datasource.hikari} says itself stands.
 */
final class MariaDbSession {

  private static final Map<String, String> PROPERTIES =
      Map.of(
          // What does not fit is an error and never cut off.
          "jdbcCompliantTruncation", "true",
          // Each statement sees what was committed before it; the default shows an older snapshot.
          "transactionIsolation", "READ-COMMITTED",
          // An instant has no other notation here than the local time of the session, and only
          // in UTC has each its own. Times without a zone are left alone.
          "connectionTimeZone", "UTC",
          "forceConnectionTimeZoneToSession", "true",
          "preserveInstants", "true");

  private MariaDbSession() {}

  static void applyTo(HikariDataSource pool) {
    if (String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:mariadb:")) {
      PROPERTIES.forEach((key, value) -> pool.getDataSourceProperties().putIfAbsent(key, value));
    }
  }
}
