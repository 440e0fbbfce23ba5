package org.copernicaroutes.crm;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.time.Clock;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CrmSettings.class)
class CrmConfiguration {

  @Bean
  CrmWriter crmWriter(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      Layouts layouts,
      RowChanges changes,
      MeterRegistry meters) {
    return new CrmWriter(
        dataSource, new TransactionTemplate(transactions), layouts, changes, meters);
  }

  @Bean
  GuardTable guardTable(DataSource dataSource, CrmSettings settings) {
    return new GuardTable(dataSource, settings.migrate());
  }

  @Bean
  Layouts layouts(GuardTable guard, CrmSettings settings, Clock clock) {
    return new Layouts(guard, settings.metadataAge(), clock);
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
        return bean instanceof HikariDataSource pool ? lazy(pool) : bean;
      }
    };
  }

  /** A transaction takes a connection at its first statement. The defaults are given, not asked. */
  static DataSource lazy(DataSource pool) {
    LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
    lazy.setTargetDataSource(WaitingRows.before(pool));
    lazy.setDefaultAutoCommit(true);
    lazy.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    return lazy;
  }
}
