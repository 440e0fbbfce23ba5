package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.camel.impl.DefaultCamelContext;
import org.copernicaroutes.crm.CrmPool;
import org.copernicaroutes.support.MariaDb;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a plain `sql:` step writes, in the types of the contract. */
class EventInSqlTest {

  private static final String TABLE =
      """
      create table t (
        id varchar(64), action varchar(20), database_id bigint, collection_id bigint,
        profile_id bigint, first_name varchar(100), dotted varchar(100), accented varchar(100),
        mail varchar(100), phone varchar(100), news boolean, modified %1$s, happened %2$s,
        received %2$s, note varchar(100))
      """;

  private static final String INSERT =
      "sql:insert into t values (:#${body.id}, :#${body.action}, :#${body.database},"
          + " :#${body.collection}, :#${body.profile}, :#${body.fields[first name]},"
          + " :#${body.fields[x.y]}, :#${body.fields[prénom]}, :#${body.parameters[mail]},"
          + " :#${body.fields[Telefoon (werk)]},"
          + " :#${body.interests[news]}, :#${body.modified}, :#${body.time},"
          + " :#${body.receivedAt}, :#${body.extra[note]})?dataSource=#ds";

  private static EmbeddedPostgres postgres;
  private static HikariDataSource mariaDb;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    mariaDb = CrmPool.to(MariaDb.newDatabase());
  }

  @AfterAll
  static void stop() throws IOException {
    mariaDb.close();
    postgres.close();
  }

  /** Its words for times without and with a zone. */
  record Database(String name, DataSource source, String zoneless, String zoned) {

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Database> databases() {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:mem:events;DB_CLOSE_DELAY=-1");
    DataSource postgresql = postgres.getPostgresDatabase();
    return List.of(
        new Database("H2", h2, "timestamp", "timestamp with time zone"),
        new Database("PostgreSQL", postgresql, "timestamp", "timestamp with time zone"),
        new Database("MariaDB", mariaDb, "datetime(6)", "timestamp(6) null"));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void writesEveryTypeOfTheContract(Database database) {
    Event event =
        ExampleEvents.update()
            .collection(3L)
            .fields(
                Map.of(
                    "first name", "Ann", "x.y", "dot", "prénom", "Zoë", "Telefoon (werk)", "112"))
            .extra(Map.of("note", "🍵"))
            .build();
    Map<String, Object> row = insert(event, database);
    assertThat(row)
        .containsEntry("id", event.getId())
        .containsEntry("action", "update")
        .containsEntry("database_id", 7L)
        .containsEntry("collection_id", 3L)
        .containsEntry("profile_id", 4711L)
        .containsEntry("first_name", "Ann")
        .containsEntry("dotted", "dot")
        .containsEntry("accented", "Zoë")
        .containsEntry("mail", "ann@example.com")
        .containsEntry("phone", "112")
        .containsEntry("news", true)
        .containsEntry("note", "🍵");
    assertThat(row.get("modified")).isEqualTo(Timestamp.valueOf("2025-03-14 15:09:26"));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void zonelessTimesStayAsWrittenAndInstantsStayInstants(Database database) {
    insert(ExampleEvents.update().build(), database);
    JdbcTemplate jdbc = new JdbcTemplate(database.source());
    assertThat(jdbc.queryForObject("select modified from t", LocalDateTime.class))
        .isEqualTo("2025-03-14T15:09:26");
    OffsetDateTime happened =
        jdbc.queryForObject(
            "select happened from t", (row, n) -> row.getObject(1, OffsetDateTime.class));
    assertThat(happened).isAtSameInstantAs(OffsetDateTime.parse("2025-03-14T14:09:26Z"));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void whatWasNotSentIsNullInEveryType(Database database) {
    Map<String, Object> row = insert(Requests.event("type=delete&profile=5"), database);
    assertThat(row).containsEntry("profile_id", 5L).containsEntry("action", "delete");
    row.keySet().removeAll(Set.of("id", "action", "profile_id", "received"));
    assertThat(row.values()).hasSize(11).containsOnlyNulls();
  }

  private static Map<String, Object> insert(Event event, Database database) {
    JdbcTemplate jdbc = new JdbcTemplate(database.source());
    jdbc.execute("drop table if exists t");
    jdbc.execute(TABLE.formatted(database.zoneless(), database.zoned()));
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.getRegistry().bind("ds", database.source());
      camel.start();
      camel.createProducerTemplate().sendBody(INSERT, event);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return jdbc.queryForMap("select * from t");
  }
}
