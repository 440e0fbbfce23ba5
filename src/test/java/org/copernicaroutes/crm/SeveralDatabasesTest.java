package org.copernicaroutes.crm;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.copernicaroutes.Application;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.routes.RouteFiles;
import org.copernicaroutes.support.LogLines;
import org.copernicaroutes.support.MariaDb;
import org.copernicaroutes.support.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The whole receiver with a CRM database for each of three brands, beside the one of old. */
class SeveralDatabasesTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String TABLES =
      "create table contacts (id bigint, name varchar(9));"
          + " create table audit (id bigint, name varchar(40))";

  private static final AtomicLong PROFILES = new AtomicLong();

  @TempDir static Path folder;

  @RegisterExtension final LogLines log = new LogLines("org.copernicaroutes");

  private static Postgres acme;
  private static Postgres bolt;
  private static JdbcTemplate cargo;
  private static JdbcTemplate standard;
  private static ConfigurableApplicationContext app;

  @BeforeAll
  static void start() throws IOException {
    acme = new Postgres(folder.resolve("acme"));
    bolt = new Postgres(folder.resolve("bolt"));
    String cargoUrl = MariaDb.newDatabase();
    String standardUrl = "jdbc:h2:mem:several;DB_CLOSE_DELAY=-1";
    cargo = new JdbcTemplate(new DriverManagerDataSource(cargoUrl));
    standard = new JdbcTemplate(new DriverManagerDataSource(standardUrl, "sa", ""));
    acme.execute(TABLES.replace("(9)", "(40)"));
    bolt.execute(TABLES);
    Stream.of(TABLES.split(";")).forEach(cargo::execute);
    standard.execute(TABLES);
    routes();
    app =
        SpringApplication.run(
            Application.class,
            "--server.port=0",
            "--management.server.port=0",
            "--copernica.accounts=1234",
            "--copernica.callback.hosts=localhost",
            "--copernica.signature.seen-names=" + folder.resolve("seen"),
            "--copernica.broker.directory=" + folder.resolve("broker"),
            "--copernica.broker.min-disk-free=1MB",
            "--copernica.routes=" + folder.resolve("routes"),
            "--copernica.routes-poll=50ms",
            "--copernica.inbox.retry.first-pause=50ms",
            "--copernica.inbox.retry.longest-pause=200ms",
            "--copernica.inbox.not-yet.first-pause=50ms",
            "--copernica.inbox.not-yet.longest-pause=50ms",
            "--copernica.inbox.not-yet.tries=10000",
            "--spring.datasource.url=" + standardUrl,
            "--copernica.crm.databases.acme.url=" + acme.url(),
            "--copernica.crm.databases.acme.username=" + acme.user(),
            "--copernica.crm.databases.bolt.url=" + bolt.url() + "?user=postgres&password=hidden",
            "--copernica.crm.databases.bolt.connection-timeout=500ms",
            "--copernica.crm.databases.cargo.url=" + cargoUrl);
  }

  @AfterAll
  static void stop() {
    app.close();
    acme.close();
    bolt.close();
  }

  private static void routes() throws IOException {
    Files.createDirectories(folder.resolve("routes"));
    write("brands", "?batch=50", choice("acme", "bolt", "cargo", "default"));
    write("acme", "", crmSync("acme"));
    write("bolt", "", crmSync("bolt"));
    write("chain", "?batch=50", audit("#crm-acme") + crmSync("acme") + crmSync("bolt"));
    write("plain", "", audit("#crm-cargo") + "- to:\n    uri: \"" + auditSql() + "\"\n");
  }

  private static String crmSync(String database) {
    return """
        - to:
            uri: kamelet:crm-sync-sink
            parameters:
              table: contacts
              key: id
              columns: name=name
              database: %s
        """
        .formatted(database);
  }

  private static String auditSql() {
    return "sql:insert into audit (id, name) values (:#${body.profile}, :#${body.fields[name]})";
  }

  private static String audit(String bean) {
    return "- to:\n    uri: \"%s?dataSource=%s\"\n".formatted(auditSql(), bean);
  }

  /** By the field brand. */
  private static String choice(String... databases) {
    String whens =
        Stream.of(databases)
            .map(
                name ->
                    "- simple: \"${body.fields[brand]} == '%s'\"\n  steps:\n".formatted(name)
                        + crmSync(name).indent(4))
            .collect(joining());
    return "- choice:\n    when:\n" + whens.indent(6);
  }

  private static void write(String id, String options, String steps) throws IOException {
    String route =
        """
        - route:
            id: %1$s
            description: for a test
            from:
              uri: destination:%1$s%2$s
              steps:
        """;
    Files.writeString(
        folder.resolve("routes").resolve(id + ".camel.yaml"),
        route.formatted(id, options) + steps.indent(8));
  }

  private static Event event(String brand, String name) {
    return CrmContract.update(PROFILES.incrementAndGet(), 1, Map.of("brand", brand, "name", name));
  }

  private static void send(String destination, Event... events) {
    var producer = app.getBean(CamelContext.class).createProducerTemplate();
    for (Event event : events) {
      producer.sendBody("destination:" + destination, event);
    }
  }

  private static List<String> names(Postgres crm) {
    return crm.column("select name from contacts");
  }

  private static List<String> names(JdbcTemplate crm) {
    return crm.queryForList("select name from contacts", String.class);
  }

  @Test
  void aBatchWritesToTheDatabaseOfEachBrand() {
    send(
        "brands",
        event("acme", "Ann 1"),
        event("bolt", "Bea 1"),
        event("cargo", "Cis 1"),
        event("default", "Dot 1"),
        event("acme", "Ann 2"));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(names(acme)).contains("Ann 1", "Ann 2").doesNotContain("Bea 1", "Cis 1");
              assertThat(names(bolt)).contains("Bea 1").doesNotContain("Ann 1", "Dot 1");
              assertThat(names(cargo)).containsExactly("Cis 1");
              assertThat(names(standard)).containsExactly("Dot 1");
            });
    assertThat(acme.count("copernica_applied")).isPositive();
    assertThat(cargo.queryForObject("select count(*) from copernica_applied", Long.class))
        .isEqualTo(1);
  }

  @Test
  void whatFailsInOneDatabaseIsUndoneInAll() {
    send(
        "chain",
        event("", "Good 1"),
        event("", "Much too long"),
        event("", "Good 2"),
        event("", "The end"));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(names(bolt)).contains("The end"));
    assertThat(names(acme)).contains("Good 1", "Good 2", "The end").doesNotContain("Much too long");
    assertThat(acme.column("select name from audit where name like '% %' order by id"))
        .containsExactly("Good 1", "Good 2", "The end");
  }

  @Test
  void whereALaterCommitFailsTheEventIsTriedAgain() {
    bolt.execute("create table parents (name varchar(9) primary key)");
    bolt.execute(
        "alter table contacts add constraint parent foreign key (name) references parents"
            + " deferrable initially deferred not valid");
    try {
      send("chain", event("", "late"));
      await().atMost(LIMIT).untilAsserted(() -> assertThat(names(acme)).contains("late"));
      assertThat(names(bolt)).doesNotContain("late");
      bolt.execute("insert into parents values ('late')");
      await().atMost(LIMIT).untilAsserted(() -> assertThat(names(bolt)).containsOnlyOnce("late"));
      assertThat(names(acme)).containsOnlyOnce("late");
      assertThat(log.written()).noneMatch(line -> line.contains("IllegalTransactionState"));
    } finally {
      bolt.execute("alter table contacts drop constraint parent");
    }
  }

  @Test
  void whileOneIsAwayTheOthersGoOnAndTheLogSaysWhich() {
    bolt.takeAway();
    send("bolt", event("bolt", "Patient"));
    send("acme", event("acme", "Prompt"));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(names(acme)).contains("Prompt"));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(log.written())
                    .anySatisfy(
                        line ->
                            assertThat(line)
                                .contains(
                                    "delivery.waiting bolt",
                                    bolt.url(),
                                    "copernica.crm.databases.bolt")
                                .doesNotContain("hidden")));
    bolt.giveBack();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(names(bolt)).contains("Patient"));
  }

  @Test
  void aPlainSqlStepNamesTheSamePoolAndWithoutANameTakesTheStandardOne() {
    send("plain", event("", "by sql"));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(cargo.queryForList("select name from audit", String.class))
                  .containsExactly("by sql");
              assertThat(standard.queryForList("select name from audit", String.class))
                  .containsExactly("by sql");
            });
  }

  @Test
  void aNameThatIsNotThereIsAnErrorOfTheFile() throws IOException {
    write("wrong", "", crmSync("bolr"));
    write("unnamed", "", audit("#crm-bolr"));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(app.getBean(RouteFiles.class).status().toString())
                    .contains("database: there is none named `bolr`; did you mean `bolt`?")
                    .contains("there is no bean `crm-bolr`; did you mean `crm-bolt`?")
                    .doesNotContain("?."));
  }

  @Test
  void healthAndMetricsKnowEachByItsName() {
    assertThat(app.getBean(HealthEndpoint.class).healthForPath("db", "crm-cargo").getStatus())
        .isEqualTo(Status.UP);
    assertThat(app.getBean(MeterRegistry.class).get("hikaricp.connections").meters())
        .extracting(meter -> meter.getId().getTag("pool"))
        .contains("crm-cargo");
  }
}
