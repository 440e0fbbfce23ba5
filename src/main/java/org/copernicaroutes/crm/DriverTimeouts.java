package org.copernicaroutes.crm;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;

/**
 * Time-outs in each driver's own words, so that a server that fell silent is an outage and not a
 * wait for ever. What the URL or {@code spring.datasource.hikari} says itself stands.
 */
record DriverTimeouts(CrmSettings settings) {

  void applyTo(HikariDataSource pool) {
    properties(String.valueOf(pool.getJdbcUrl()))
        .forEach((key, value) -> pool.getDataSourceProperties().putIfAbsent(key, value));
  }

  /** Error details of PostgreSQL quote rows; they are left out, as values stay out of our logs. */
  private Map<String, String> properties(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return Map.of(
          "connectTimeout",
          seconds(settings.connectTimeout()),
          "socketTimeout",
          seconds(settings.socketTimeout()),
          "tcpKeepAlive",
          "true",
          "logServerErrorDetail",
          "false");
    }
    if (url.startsWith("jdbc:mariadb:")) {
      return Map.of(
          "connectTimeout", String.valueOf(settings.connectTimeout().toMillis()),
          "socketTimeout", String.valueOf(settings.socketTimeout().toMillis()),
          "tcpKeepAlive", "true");
    }
    return Map.of();
  }

  private static String seconds(Duration duration) {
    return String.valueOf(Math.max(1, duration.toSeconds()));
  }
}
