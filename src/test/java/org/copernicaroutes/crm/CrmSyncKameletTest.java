package org.copernicaroutes.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.support.RoutesUnderTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@CamelSpringBootTest
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    classes = CrmSyncKameletTest.Application.class)
class CrmSyncKameletTest {

  private static final DataSource DATABASE =
      new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");

  @Import(RoutesUnderTest.Application.class)
  static class Application {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    CrmWriters crmWriters(Clock clock) {
      var database = CrmDatabase.of("default", "", DATABASE, CrmPool.settings(true), clock);
      return CrmWriters.to(
          new CrmDatabases(List.of(database)),
          new RowChanges(new Conversion(CrmContract.ZONE)),
          new SimpleMeterRegistry());
    }
  }

  @TempDir static Path folder;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    RoutesUnderTest.settings(registry, folder);
  }

  @Autowired RoutesUnderTest routes;

  private final JdbcTemplate jdbc = new JdbcTemplate(DATABASE);
  private String route = "";

  @Test
  void writesWhatTheRouteSays() throws Exception {
    jdbc.execute("create table written (id bigint, name varchar(20), brand varchar(9), gone int)");
    load("written", "name=first name, brand='acme'", "flag:gone");
    send(CrmContract.update(7, 1, Map.of("first name", "Ann")));
    assertThat(jdbc.queryForList("select * from written"))
        .containsExactly(Map.of("ID", 7L, "NAME", "Ann", "BRAND", "acme", "GONE", 0));
    send(CrmContract.delete(7, 2));
    assertThat(jdbc.queryForObject("select gone from written", Integer.class)).isEqualTo(1);
  }

  @Test
  void deletesWhereTheRouteSaysNothingOfDeletes() throws Exception {
    jdbc.execute("create table deleted (id bigint, name varchar(20))");
    load("deleted", "name=name", null);
    send(CrmContract.update(7, 1, Map.of("name", "Ann")));
    send(CrmContract.delete(7, 2));
    assertThat(jdbc.queryForList("select * from deleted")).isEmpty();
  }

  @Test
  void takesSpecialCharactersInParametersAsTheyAre() throws Exception {
    jdbc.execute(
        "create table \"a+b & c%41?#\" (id bigint, \"x\" varchar(60), \"y, z\" varchar(60))");
    String text = "1+1=2 & 50% %41 # ? ''q'' \"\"d\"\" \\ é / ; : (x)& <y> RAW(z) {e}=";
    load("a+b & c%41?#", "x='" + text + "', \"y, z\"=\"a & b+c=d%20?#\"", "delete");
    send(CrmContract.update(7, 1, Map.of("a & b+c=d%20?#", "seen")));
    assertThat(jdbc.queryForMap("select * from \"a+b & c%41?#\""))
        .containsEntry("x", text.replace("''", "'"))
        .containsEntry("y, z", "seen");
  }

  @Test
  void twoUsesInOneContextKeepTheirOwnParameters() throws Exception {
    jdbc.execute("create table one (id bigint, name varchar(20))");
    jdbc.execute("create table two (id bigint, name varchar(20))");
    Event event = CrmContract.update(7, 1, Map.of("name", "Ann", "mail", "x"));
    load("one", "name=name", null);
    send(event);
    load("two", "name=mail", null);
    send(event);
    assertThat(jdbc.queryForObject("select name from one", String.class)).isEqualTo("Ann");
    assertThat(jdbc.queryForObject("select name from two", String.class)).isEqualTo("x");
  }

  @Test
  void aTypoFailsTheLoadingOfTheRouteAndSaysWhatWasMeant() {
    assertThat(routes.refused("crm-sync-sink", parameters("contacts", "changed=@modifed", null)))
        .singleElement()
        .asString()
        .contains("columns: unknown `@modifed`; did you mean `modified`?");
  }

  @Test
  void saysWhereTheEventWentWhenTheBodyIsAnotherThing() throws Exception {
    load("contacts", "name=name", null);
    assertThat(routes.send(route, "text", Map.of()).getException())
        .isInstanceOf(DeliveryFailure.class)
        .hasMessageContaining("needs the event as its body");
  }

  private void send(Event event) {
    assertThat(routes.send(route, event, Map.of()).getException()).isNull();
  }

  private void load(String table, String columns, @Nullable String onDelete) {
    route = routes.running("crm-sync-sink", parameters(table, columns, onDelete));
  }

  private static Map<String, String> parameters(
      String table, String columns, @Nullable String onDelete) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("table", table);
    parameters.put("key", "id");
    parameters.put("columns", columns);
    if (onDelete != null) {
      parameters.put("onDelete", onDelete);
    }
    return parameters;
  }
}
