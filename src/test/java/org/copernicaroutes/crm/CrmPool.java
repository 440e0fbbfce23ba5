package org.copernicaroutes.crm;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** A pool of connections as the application has it. */
public final class CrmPool {

  private CrmPool() {}

  public static HikariDataSource to(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(6);
    new DriverTimeouts(settings()).applyTo(pool);
    MariaDbSession.applyTo(pool);
    return pool;
  }

  static CrmSettings settings() {
    return new CrmSettings(
        true, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(1));
  }
}
