package org.copernicaroutes.crm;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Lets no pool write: for a command that only asks. A database of H2 that is not there is not made
 * either, and one that cannot be reached is said to be so at once.
 */
public final class ReadOnlyPools implements BeanPostProcessor {

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool) {
      pool.setReadOnly(true);
      pool.setInitializationFailTimeout(1);
      pool.setMinimumIdle(0);
      pool.setMaximumPoolSize(1);
      pool.setJdbcUrl(readOnly(String.valueOf(pool.getJdbcUrl())));
    }
    return bean;
  }

  static String readOnly(String url) {
    if (!url.startsWith("jdbc:h2:")) {
      return url;
    }
    boolean isFile = !url.matches("jdbc:h2:(mem|tcp|ssl):.*");
    return url + ";IFEXISTS=TRUE" + (isFile ? ";ACCESS_MODE_DATA=r" : "");
  }
}
