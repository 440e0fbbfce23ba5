package org.copernicaroutes.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class CrmSyncKameletTest {

  private final JdbcTemplate jdbc =
      new JdbcTemplate(
          new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
  private CamelContext camel;

  @BeforeEach
  void start() throws Exception {
    camel = new DefaultCamelContext();
    KameletComponent kamelets = new KameletComponent();
    kamelets.setLocation("classpath:kamelets");
    camel.addComponent("kamelet", kamelets);
    camel.getRegistry().bind("crmWriter", writer());
    camel.start();
  }

  @AfterEach
  void stop() throws Exception {
    camel.close();
    jdbc.execute("shutdown");
  }

  private CrmWriter writer() {
    var data = jdbc.getDataSource();
    return new CrmWriter(
        data,
        new TransactionTemplate(new JdbcTransactionManager(data)),
        new Layouts(new GuardTable(data, true), Duration.ofMinutes(1), Clock.systemUTC()),
        new RowChanges(new Conversion(CrmContract.ZONE)),
        new SimpleMeterRegistry());
  }

  @Test
  void writesWhatTheRouteSays() throws Exception {
    jdbc.execute("create table contacts (id bigint, name varchar(20), brand varchar(9), gone int)");
    load("contacts", "name=first name, brand='acme'", "flag:gone");
    send(CrmContract.update(7, 1, Map.of("first name", "Ann")));
    assertThat(jdbc.queryForList("select * from contacts"))
        .containsExactly(Map.of("ID", 7L, "NAME", "Ann", "BRAND", "acme", "GONE", 0));
    send(CrmContract.delete(7, 2));
    assertThat(jdbc.queryForObject("select gone from contacts", Integer.class)).isEqualTo(1);
  }

  @Test
  void deletesWhereTheRouteSaysNothingOfDeletes() throws Exception {
    jdbc.execute("create table contacts (id bigint, name varchar(20))");
    load("contacts", "name=name", null);
    send(CrmContract.update(7, 1, Map.of("name", "Ann")));
    send(CrmContract.delete(7, 2));
    assertThat(jdbc.queryForList("select * from contacts")).isEmpty();
  }

  @Test
  void takesSpecialCharactersInParametersAsTheyAre() throws Exception {
    jdbc.execute(
        "create table \"a+b & c%41?#\" (id bigint, \"x\" varchar(60), \"y, z\" varchar(60))");
    String text = "1+1=2 & 50% %41 # ? ''q'' \"\"d\"\" \\ é / ; : (x) <y> RAW(z)";
    load("RAW(a+b & c%41?#)", "RAW(x='" + text + "', \"y, z\"=\"a & b+c=d%20?#\")", "delete");
    send(CrmContract.update(7, 1, Map.of("a & b+c=d%20?#", "seen")));
    assertThat(jdbc.queryForMap("select * from \"a+b & c%41?#\""))
        .containsEntry("x", text.replace("''", "'"))
        .containsEntry("y, z", "seen");
  }

  @Test
  void twoUsesInOneContextKeepTheirOwnParameters() throws Exception {
    jdbc.execute("create table one (id bigint, name varchar(20))");
    jdbc.execute("create table two (id bigint, name varchar(20))");
    load("one", "name=name", null);
    load("two", "name=mail", null);
    Event event = CrmContract.update(7, 1, Map.of("name", "Ann", "mail", "x"));
    camel.createProducerTemplate().sendBody("direct:one", event);
    camel.createProducerTemplate().sendBody("direct:two", event);
    assertThat(jdbc.queryForObject("select name from one", String.class)).isEqualTo("Ann");
    assertThat(jdbc.queryForObject("select name from two", String.class)).isEqualTo("x");
  }

  @Test
  void aTypoFailsTheLoadingOfTheRouteAndSaysWhatWasMeant() {
    assertThatThrownBy(() -> load("contacts", "changed=@modifed", null))
        .hasStackTraceContaining("columns: unknown `@modifed`; did you mean `modified`?");
  }

  @Test
  void saysWhereTheEventWentWhenTheBodyIsAnotherThing() throws Exception {
    load("contacts", "name=name", null);
    assertThatThrownBy(() -> camel.createProducerTemplate().sendBody("direct:contacts", "text"))
        .cause()
        .isInstanceOf(DeliveryFailure.class)
        .hasMessageContaining("needs the event as its body");
  }

  private void send(Event event) {
    String start = camel.getRoutes().get(0).getEndpoint().getEndpointUri();
    camel.createProducerTemplate().sendBody(start, event);
  }

  private void load(String table, String columns, String onDelete) throws Exception {
    String start = table.replaceAll("\\W", "");
    String yaml =
        """
        - route:
            id: sync-%s
            from:
              uri: direct:%s
              steps:
                - to:
                    uri: kamelet:crm-sync-sink
                    parameters:
                      table: %s
                      key: id
                      columns: %s
        """
            .formatted(start, start, yaml(table), yaml(columns));
    yaml += onDelete == null ? "" : "              onDelete: " + yaml(onDelete) + "\n";
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(ResourceHelper.fromString("sync-" + start + ".camel.yaml", yaml));
  }

  private static String yaml(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
