package org.copernicaroutes.crm;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;

/** A pool of connections as the application has it. */
public final class CrmPool {

  private CrmPool() {}

  public static HikariDataSource to(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(6);
    new DriverTimeouts(settings(true)).applyTo(pool);
    MariaDbSession.applyTo(pool);
    return pool;
  }

  static CrmSettings settings(boolean migrate) {
    return new CrmSettings(
        migrate, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(1), Map.of());
  }
}
