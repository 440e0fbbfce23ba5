package org.copernicaroutes.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.assertj.core.util.Throwables;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.support.MariaDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The package as Boot wires it, with Camel's own sql: beside it. */
class CrmWiringTest {

  private static final String ROUTE =
      """
      - route:
          id: both
          errorHandler:
            noErrorHandler: {}
          from:
            uri: direct:both
            steps:
              - to:
                  uri: sql:insert into log (id, name) values (:#${body.profile}, :#${body.fields[name]})
              - to:
                  uri: kamelet:crm-sync-sink
                  parameters:
                    table: contacts
                    key: id
                    columns: name=name
      """;

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withUserConfiguration(CrmConfiguration.class, Surroundings.class)
          .withConfiguration(
              AutoConfigurations.of(
                  DataSourceAutoConfiguration.class,
                  DataSourceTransactionManagerAutoConfiguration.class,
                  TransactionAutoConfiguration.class,
                  MetricsAutoConfiguration.class,
                  SimpleMetricsExportAutoConfiguration.class,
                  CompositeMeterRegistryAutoConfiguration.class,
                  CamelAutoConfiguration.class))
          .withPropertyValues(
              "copernica.time-zone=Europe/Amsterdam",
              "camel.main.routes-include-pattern=classpath:none/*",
              "spring.datasource.hikari.initialization-fail-timeout=-1",
              "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");

  static class Surroundings {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    KameletComponent kamelet() {
      KameletComponent kamelets = new KameletComponent();
      kamelets.setLocation("classpath:kamelets");
      return kamelets;
    }
  }

  static List<String> databases() {
    return List.of(
        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", MariaDb.newDatabase());
  }

  @ParameterizedTest
  @MethodSource("databases")
  void sqlStepsAndTheKameletCommitAndRollBackTogether(String url) {
    application
        .withPropertyValues("spring.datasource.url=" + url)
        .run(
            context -> {
              JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
              jdbc.execute("create table log (id bigint, name varchar(40))");
              jdbc.execute("create table contacts (id bigint, name varchar(5))");
              CamelContext camel = context.getBean(CamelContext.class);
              PluginHelper.getRoutesLoader(camel)
                  .loadRoutes(ResourceHelper.fromString("both.camel.yaml", ROUTE));
              TransactionTemplate transaction =
                  new TransactionTemplate(context.getBean(PlatformTransactionManager.class));

              transaction.executeWithoutResult(s -> send(camel, named("Ann")));
              assertThat(jdbc.queryForList("select name from log", String.class))
                  .containsExactly("Ann");
              assertThat(jdbc.queryForList("select name from contacts", String.class))
                  .containsExactly("Ann");

              assertThatThrownBy(
                      () -> transaction.executeWithoutResult(s -> send(camel, named("Too long"))))
                  .isInstanceOf(CamelExecutionException.class);
              transaction.executeWithoutResult(
                  s -> {
                    send(camel, named("Bea"));
                    s.setRollbackOnly();
                  });
              assertThat(jdbc.queryForList("select name from log", String.class))
                  .containsExactly("Ann");
              assertThat(jdbc.queryForList("select name from contacts", String.class))
                  .containsExactly("Ann");
            });
  }

  @Test
  void aTransactionThatTouchesNoDatabaseTakesNoConnection() {
    application
        .withPropertyValues("spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere")
        .run(
            context -> {
              PlatformTransactionManager transactions =
                  context.getBean(PlatformTransactionManager.class);
              assertThat(new TransactionTemplate(transactions).<String>execute(s -> "done"))
                  .isEqualTo("done");
              assertThat(pool(context.getBean(DataSource.class)).getHikariPoolMXBean()).isNull();
            });
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() {
    application
        .withPropertyValues(
            "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere",
            "copernica.crm.socket-timeout=7s",
            "spring.datasource.hikari.data-source-properties.connectTimeout=2")
        .run(
            context ->
                assertThat(pool(context.getBean(DataSource.class)).getDataSourceProperties())
                    .containsEntry("socketTimeout", "7")
                    .containsEntry("connectTimeout", "2"));
  }

  private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/nowhere";

  @Test
  void eachNamedDatabaseHasAPoolThatContactsNobodyAndClosesWithTheApplication() {
    List<HikariDataSource> pools = new ArrayList<>();
    application
        .withPropertyValues(
            "copernica.crm.databases.brand-a.url=" + NOWHERE,
            "copernica.crm.databases.brand-a.username=ann",
            "copernica.crm.databases.brand-a.password=secret",
            "copernica.crm.databases.b.url=jdbc:mariadb://127.0.0.1:1/nowhere",
            "copernica.crm.databases.b.maximum-pool-size=3",
            "copernica.crm.databases.b.connection-timeout=700ms")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              HikariDataSource a = pool(context.getBean("crm-brand-a", DataSource.class));
              HikariDataSource b = pool(context.getBean("crm-b", DataSource.class));
              pools.addAll(List.of(a, b));
              assertThat(pools)
                  .extracting(HikariDataSource::getHikariPoolMXBean)
                  .containsOnlyNulls();
              assertThat(a.getUsername() + a.getPassword()).isEqualTo("annsecret");
              assertThat(a.getDataSourceProperties()).containsEntry("socketTimeout", "30");
              assertThat(a.getMaximumPoolSize()).isEqualTo(10);
              assertThat(a.getConnectionTimeout()).isEqualTo(5000);
              assertThat(b.getDataSourceProperties())
                  .containsEntry("transactionIsolation", "READ-COMMITTED");
              assertThat(b.getMaximumPoolSize()).isEqualTo(3);
              assertThat(b.getConnectionTimeout()).isEqualTo(700);
              assertThat(context.getBean(DataSource.class)).isSameAs(context.getBean("dataSource"));
            });
    assertThat(pools).hasSize(2).allMatch(HikariDataSource::isClosed);
  }

  @Test
  void aVariableOfTheEnvironmentMeansTheNameWithoutItsHyphens() {
    application
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(
                        new SystemEnvironmentPropertySource(
                            "test-systemEnvironment",
                            Map.of("COPERNICA_CRM_DATABASES_BRANDA_PASSWORD", "secret"))))
        .withPropertyValues(
            "copernica.crm.databases.brand-a.url=" + NOWHERE,
            "copernica.crm.databases.brand-a.username=ann")
        .run(
            context -> {
              assertThat(context.getBeanNamesForType(DataSource.class))
                  .containsExactly("crm-brand-a", "dataSource");
              assertThat(pool(context.getBean("crm-brand-a", DataSource.class)).getPassword())
                  .isEqualTo("secret");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "copernica.crm.databases.default.url, jdbc:h2:mem:x, default has a name that cannot be used",
    "copernica.crm.databases.[Brand_A].url, jdbc:h2:mem:x, Brand_A has a name that cannot be used",
    "copernica.crm.databases.a.username, ann, a.url says no database that is spoken",
    "copernica.crm.databases.a.url, mysql://u:p@h/x, a.url says no database that is spoken"
  })
  void aDatabaseThatCannotBeUsedStopsTheStartWithoutItsUrl(String name, String value, String why) {
    application
        .withPropertyValues(name + "=" + value)
        .run(
            context ->
                assertThat(Throwables.getStackTrace(context.getStartupFailure()))
                    .contains("start-up: copernica.crm.databases." + why)
                    .doesNotContain("u:p"));
  }

  @Test
  void aPreviewDoesNotWaitForADatabaseThatIsAwayWithEachEvent() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID();
    List<RowPreview> seen = new ArrayList<>();
    application
        .withUserConfiguration(CrmPreviews.class, ReadOnlyPools.class)
        .withBean(RowPreview.Viewer.class, () -> seen::add)
        .withPropertyValues("spring.datasource.url=" + url)
        .run(
            context -> {
              RowWriter preview = context.getBean(CrmWriters.class).of("default");
              preview.write(CrmContract.CONTACTS, named("Ann"));
              JdbcTemplate crm =
                  new JdbcTemplate(
                      new SingleConnectionDataSource(url + ";DB_CLOSE_DELAY=-1", "sa", "", true));
              crm.execute("create table contacts (id bigint, name text, mail text)");
              preview.write(CrmContract.CONTACTS, named("Ann"));
            });
    assertThat(seen)
        .extracting(RowPreview::unconverted)
        .hasSize(2)
        .allSatisfy(why -> assertThat(why).contains("cannot be asked: there is none."));
  }

  private static HikariDataSource pool(DataSource dataSource) throws Exception {
    return dataSource.unwrap(HikariDataSource.class);
  }

  private static Event named(String name) {
    return CrmContract.update(7, 1, Map.of("name", name));
  }

  private static void send(CamelContext camel, Event event) {
    camel.createProducerTemplate().sendBody("direct:both", event);
  }
}
