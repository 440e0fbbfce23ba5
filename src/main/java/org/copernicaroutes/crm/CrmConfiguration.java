package org.copernicaroutes.crm;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.copernicaroutes.inbox.DatabaseAddress;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CrmSettings.class)
@Import(NamedDatabases.class)
class CrmConfiguration {

  @Bean
  CrmWriters crmWriters(CrmDatabases databases, RowChanges changes, MeterRegistry meters) {
    return CrmWriters.to(databases, changes, meters);
  }

  @Bean
  CrmDatabases crmDatabases(
      DataSource standard,
      @Value("${spring.datasource.url:}") String url,
      BeanFactory beans,
      CrmSettings settings,
      Clock clock) {
    List<CrmDatabase> all = new ArrayList<>();
    all.add(CrmDatabase.of(CrmDatabase.DEFAULT, url, standard, settings, clock));
    settings
        .databases()
        .forEach(
            (name, database) -> {
              DataSource pool = beans.getBean(CrmDatabase.bean(name), DataSource.class);
              all.add(CrmDatabase.of(name, database.url(), pool, settings, clock));
            });
    return new CrmDatabases(all);
  }

  @Bean
  RowChanges rowChanges(@Value("${copernica.time-zone}") ZoneId zone) {
    return new RowChanges(new Conversion(zone));
  }

  /** Every user of the data source, Boot's transaction manager too, sees the lazy one. */
  @Bean
  static BeanPostProcessor lazyDataSource(ObjectProvider<CrmSettings> settings) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
          new DriverTimeouts(settings.getObject()).applyTo(pool);
          MariaDbSession.applyTo(pool);
        }
        return bean;
      }

      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource pool
            ? lazy(pool, CrmDatabase.settingOfBean(name))
            : bean;
      }
    };
  }

  /** A transaction takes a connection at its first statement. The defaults are given, not asked. */
  static DataSource lazy(HikariDataSource pool, String setting) {
    var from = new DatabaseAddress(setting, String.valueOf(pool.getJdbcUrl()));
    LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
    lazy.setTargetDataSource(WaitingRows.before(pool, from));
    lazy.setDefaultAutoCommit(true);
    lazy.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    return lazy;
  }
}
