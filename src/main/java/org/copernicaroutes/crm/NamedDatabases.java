package org.copernicaroutes.crm;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.copernicaroutes.crm.CrmSettings.Database;
import org.copernicaroutes.signature.SettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Makes each of {@code copernica.crm.databases} a data source, which is used only where it is
 * named: whoever asks for the database gets that of spring.datasource.
 */
final class NamedDatabases implements ImportBeanDefinitionRegistrar, EnvironmentAware {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern URL = Pattern.compile("jdbc:(postgresql|mariadb|h2):.+");

  /** The pool takes no less. */
  private static final Duration SHORTEST = Duration.ofMillis(250);

  private @Nullable Environment environment;

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void registerBeanDefinitions(AnnotationMetadata from, BeanDefinitionRegistry beans) {
    Binder.get(Objects.requireNonNull(environment))
        .bindOrCreate(CrmSettings.PREFIX, CrmSettings.class)
        .databases()
        .forEach((name, database) -> register(name, database, beans));
  }

  private static void register(String name, Database database, BeanDefinitionRegistry beans) {
    check(name, database);
    RootBeanDefinition bean =
        new RootBeanDefinition(HikariDataSource.class, () -> pool(name, database));
    bean.setDefaultCandidate(false);
    beans.registerBeanDefinition(CrmDatabase.bean(name), bean);
  }

  private static void check(String name, Database database) {
    String setting = CrmSettings.PREFIX + ".databases." + name;
    require(
        NAME.matcher(name).matches() && !name.equals(CrmDatabase.DEFAULT),
        setting
            + " has a name that cannot be used. Write it in lower-case letters and digits, with"
            + " single hyphens between them; `default` is spring.datasource.");
    require(
        URL.matcher(database.url()).matches(),
        setting
            + ".url says no database that is spoken. Set it to jdbc:postgresql:…, jdbc:mariadb:…"
            + " or jdbc:h2:….");
    require(
        database.maximumPoolSize() > 0,
        setting + ".maximum-pool-size is " + database.maximumPoolSize() + ". Set it to 1 or more.");
    require(
        database.connectionTimeout().compareTo(SHORTEST) >= 0,
        setting + ".connection-timeout is too short. Set it to 250ms or more.");
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new SettingException("start-up: " + otherwise);
    }
  }

  /** Opened at its first use. */
  private static HikariDataSource pool(String name, Database database) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName(CrmDatabase.bean(name));
    pool.setJdbcUrl(database.url());
    if (!database.username().isEmpty()) {
      pool.setUsername(database.username());
      pool.setPassword(database.password());
    }
    pool.setMaximumPoolSize(database.maximumPoolSize());
    pool.setConnectionTimeout(database.connectionTimeout().toMillis());
    pool.setInitializationFailTimeout(-1);
    return pool;
  }
}
