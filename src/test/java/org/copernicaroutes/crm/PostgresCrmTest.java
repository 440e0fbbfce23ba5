package org.copernicaroutes.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.util.Throwables;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.End;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class PostgresCrmTest extends NumberingCrmContract {

  private static EmbeddedPostgres server;
  private static int databases;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  String url() {
    String name = "crm" + databases++;
    new JdbcTemplate(server.getPostgresDatabase()).execute("create database " + name);
    return server.getJdbcUrl("postgres", name);
  }

  @Test
  void letsTheServerParseJsonAndEnumerations() throws SQLException {
    jdbc.execute("create type mood as enum ('happy', 'sad')");
    jdbc.execute("create table typed (id text, j jsonb, m mood, x numeric)");
    CrmTarget typed = target("typed", "j=j, m=m, x=x");
    writer.write(typed, update(7, 1, Map.of("j", "{\"a\": 1}", "m", "happy", "x", "1.005")));
    writer.write(typed, update(7, 2, Map.of("j", "", "m", "sad")));
    assertThat(jdbc.queryForMap("select id, j::text as j, m::text as m, x::text as x from typed"))
        .containsEntry("id", "7")
        .containsEntry("j", null)
        .containsEntry("m", "sad")
        .containsEntry("x", "1.005");
  }

  @Test
  void parksANulNamingTheColumnAndNotTheValue() {
    jdbc.execute("create table typed (id bigint, t text, j jsonb)");
    for (String column : List.of("t", "j")) {
      thrownBy(writer, target("typed", column + "=note"), update(7, 1, Map.of("note", "secret \0")))
          .hasMessageContainingAll("Column `" + column + "`", "field note", "NUL character")
          .hasMessageNotContaining("secret")
          .extracting(DeliveryFailure::end)
          .isEqualTo(End.POISON);
    }
    assertThat(jdbc.queryForObject("select count(*) from typed", Integer.class)).isZero();
  }

  @Test
  void doesNotQuoteARowThatFailedAmongOthers() {
    jdbc.execute("alter table contacts add constraint no_eve check (name <> 'Eve')");
    assertThatThrownBy(
            () ->
                together(
                    List.of(
                        update(7, 1, Map.of("name", "Ann", "mail", "ann@secret")),
                        update(8, 1, Map.of("name", "Eve", "mail", "eve@secret")))))
        .hasStackTraceContaining("no_eve")
        .extracting(Throwables::getStackTrace, InstanceOfAssertFactories.STRING)
        .doesNotContain("@secret");
  }

  @Test
  void knowsWhichMarksMovedWhereTheDriverJoinsInserts() {
    String url = pool.getJdbcUrl() + "&reWriteBatchedInserts=true";
    pool.close();
    connect(url);
    together(List.of(update(7, 2, Map.of("name", "Ann")), update(8, 2, Map.of("name", "Bea"))));
    together(List.of(update(7, 1, Map.of("name", "Old")), update(8, 3, Map.of("name", "New"))));
    assertThat(jdbc.queryForList("select name from contacts order by id", String.class))
        .containsExactly("Ann", "New");
  }

  @Test
  void parksWhatTheServerCannotParseWithoutQuotingIt() {
    jdbc.execute("create table typed (id bigint, j jsonb)");
    thrownBy(writer, target("typed", "j=j"), update(7, 1, Map.of("j", "secret {")))
        .hasMessageContaining("22P02")
        .hasMessageNotContaining("secret")
        .hasNoCause()
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.POISON);
  }

  @Test
  void leavesColumnsAloneThatADomainOrATriggerFills() {
    jdbc.execute("create domain mood as text default 'new' not null");
    jdbc.execute("create table filled (id bigint, name text, mood mood, made date not null)");
    jdbc.execute(
        "create function f() returns trigger language plpgsql as"
            + " 'begin new.made = now(); return new; end'");
    jdbc.execute("create trigger f before insert on filled for each row execute function f()");
    writer.write(target("filled", "name=name"), update(7, 1, Map.of("name", "Ann")));
    assertThat(jdbc.queryForMap("select * from filled")).containsEntry("mood", "new");
  }
}
