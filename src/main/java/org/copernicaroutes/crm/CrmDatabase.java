package org.copernicaroutes.crm;

import java.time.Clock;
import javax.sql.DataSource;
import org.copernicaroutes.inbox.DatabaseAddress;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One CRM database, with what is known of it: its tables, and whether ours is there.
 *
 * @param transaction of this database alone
 */
record CrmDatabase(
    String name,
    DatabaseAddress address,
    DataSource dataSource,
    TransactionOperations transaction,
    Layouts layouts) {

  /** That of spring.datasource, where a route names none. */
  static final String DEFAULT = "default";

  private static final String BEAN = "crm-";

  static CrmDatabase of(
      String name, String url, DataSource dataSource, CrmSettings settings, Clock clock) {
    GuardTable guard = new GuardTable(dataSource, settings.migrate());
    return new CrmDatabase(
        name,
        new DatabaseAddress(setting(name), url),
        dataSource,
        new TransactionTemplate(new JdbcTransactionManager(dataSource)),
        new Layouts(guard, settings.metadataAge(), clock));
  }

  /** Below which its settings are. */
  static String setting(String name) {
    return name.equals(DEFAULT) ? "spring.datasource" : CrmSettings.PREFIX + ".databases." + name;
  }

  /** What a plain {@code sql:} step names as its dataSource. */
  static String bean(String name) {
    return BEAN + name;
  }

  /** Below which its settings are. */
  static String settingOfBean(String bean) {
    return setting(bean.startsWith(BEAN) ? bean.substring(BEAN.length()) : DEFAULT);
  }

  /** The same failure, which says the name where a route had to say it. */
  DeliveryFailure named(DeliveryFailure failure) {
    return name.equals(DEFAULT) ? failure : failure.in("the database `" + name + "`");
  }
}
