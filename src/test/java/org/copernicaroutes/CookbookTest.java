package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.copernicaroutes.support.FakeDns;
import org.copernicaroutes.support.MariaDb;
import org.copernicaroutes.support.OfficialWebhook;
import org.copernicaroutes.support.Postgres;
import org.copernicaroutes.support.Recipe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Each recipe of docs/cookbook, over real ends. */
class CookbookTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final ZoneId COPERNICA = ZoneId.of("Europe/Amsterdam");
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final String SECRET = "whsec_Y2hhbmdlIHRoaXMgc2VjcmV0IGJlZm9yZSB1c2U=";

  @TempDir static Path cluster;
  @TempDir Path data;

  private static FakeDns dns;
  private static Postgres server;
  private static GreenMail mail;
  private static WireMockServer service;

  @BeforeAll
  static void open() {
    dns = FakeDns.start();
    server = new Postgres(cluster);
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    service =
        new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    service.start();
    service.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
  }

  @AfterAll
  static void close() {
    service.stop();
    mail.stop();
    server.close();
    dns.close();
  }

  private Recipe recipe(String name) {
    return new Recipe(name, data, dns)
        .with("spring.datasource.username", server.user())
        .with("spring.mail.host", "127.0.0.1")
        .with("spring.mail.port", mail.getSmtp().getPort());
  }

  /** Makes a database with the recipe's table, and gives its URL. */
  private static String database(String name, String recipe) throws IOException {
    server.execute("create database " + name);
    crm(name).execute(Files.readString(Recipe.BOOK.resolve(recipe).resolve("table.sql")));
    return url(name);
  }

  private static JdbcTemplate crm(String name) {
    return new JdbcTemplate(new DriverManagerDataSource(url(name), server.user(), ""));
  }

  private static String url(String name) {
    return server.url().replace("/postgres", "/" + name);
  }

  private static void awaitRows(String database, String sql, String... rows) {
    await(sql)
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(crm(database).queryForList(sql, String.class)).containsExactly(rows));
  }

  @Test
  void contactsFollowTheProfilesOfOneDatabase() throws IOException {
    String rows =
        "select concat_ws('|', profile_id, first_name, last_name, email, newsletter, changed_at,"
            + " deleted_at) from contacts order by 1";
    try (Recipe recipe =
        recipe("contacts")
            .with("spring.datasource.url", database("contacts", "contacts"))
            .start()) {
      recipe.post(contact(1, 7, "Zoë", "2026-01-02 09:00:00"));
      recipe.post(contact(2, 9, "Elsewhere", "2026-01-02 09:00:00"));
      recipe.post(contact(3, 7, "Ann", "2026-01-02 09:00:00"));
      recipe.post(contact(3, 7, "Late", "2026-01-01 09:00:00"));
      recipe.post("type=delete&profile=1&timestamp=2026-01-03 09:00:00");
      awaitRows(
          "contacts",
          rows,
          "1|Zoë|Örn|p1@example.org|t|2026-01-02 09:00:00|2026-01-03 09:00:00",
          "3|Ann|Örn|p3@example.org|t|2026-01-02 09:00:00");
    }
  }

  private static String contact(int profile, int database, String name, String modified) {
    return ("type=update&profile=%d&database=%d&parameters[Firstname]=%s&fields[Firstname]=%s"
            + "&fields[Lastname]=Örn&fields[Email]=p%d@example.org&interests[Newsletter]=1"
            + "&created=2026-01-01 09:00:00&modified=%s&timestamp=%s")
        .formatted(profile, database, name, name, profile, modified, modified);
  }

  @Test
  void ordersFollowTheSubprofilesOfOneCollectionAndGoWithTheirProfile() throws IOException {
    String rows =
        "select concat_ws('|', subprofile_id, profile_id, number, amount, ordered_on, changed_at)"
            + " from orders order by 1";
    try (Recipe recipe =
        recipe("orders").with("spring.datasource.url", database("orders", "orders")).start()) {
      recipe.post(order(11, 1, 21, "25,50"));
      recipe.post(order(12, 1, 22, "1"));
      recipe.post(order(13, 2, 21, "1234.5"));
      recipe.post(order(14, 2, 21, "3"));
      recipe.post(
          "type=delete&subprofile=14&profile=2&collection=21&timestamp=2026-01-03 09:00:00");
      awaitRows(
          "orders",
          rows,
          "11|1|A-11|25.50|2026-01-02|2026-01-02 09:00:00",
          "13|2|A-13|1234.50|2026-01-02|2026-01-02 09:00:00");
      recipe.post("type=delete&profile=1&timestamp=2026-01-03 09:00:00");
      awaitRows("orders", rows, "13|2|A-13|1234.50|2026-01-02|2026-01-02 09:00:00");
    }
  }

  private static String order(int subprofile, int profile, int collection, String amount) {
    return ("type=create&subprofile=%d&profile=%d&database=7&collection=%d&fields[Number]=A-%d"
            + "&fields[Amount]=%s&fields[Date]=2026-01-02&created=2026-01-02 09:00:00"
            + "&modified=2026-01-02 09:00:00&timestamp=2026-01-02 09:00:00")
        .formatted(subprofile, profile, collection, subprofile, amount);
  }

  @Test
  void aConfirmedOptInIsMailedAndNoOtherChange() {
    try (Recipe recipe =
        recipe("opt-in-alert").with("opt-in.to", "team@opt-in.example.org").start()) {
      recipe.post(profile(1, "OptIn", "no"));
      recipe.post(profile(2, "OptIn", "yes"));
      recipe.post(profile(3, "City", "Delft") + "&fields[OptIn]=yes");
      recipe.post(profile(4, "OptIn", "yes").replace("database=7", "database=9"));
      recipe.post(profile(5, "OptIn", "yes"));

      await().atMost(SOON).until(() -> subjects("team@opt-in.example.org").size() >= 2);
      assertThat(subjects("team@opt-in.example.org"))
          .containsExactly(
              "Profile 2 confirmed its subscription", "Profile 5 confirmed its subscription");
    }
  }

  private static String profile(int id, String changed, String value) {
    return ("type=update&profile=%d&database=7&parameters[%s]=%s&fields[Name]=p%d&fields[%s]=%s"
            + "&modified=2026-01-02 09:00:00&timestamp=2026-01-02 09:00:00")
        .formatted(id, changed, value, id, changed, value);
  }

  private static List<String> subjects(String to) {
    return Arrays.stream(mail.getReceivedMessages())
        .filter(message -> recipients(message).contains(to))
        .map(CookbookTest::subject)
        .toList();
  }

  private static String recipients(MimeMessage message) {
    try {
      return Arrays.toString(message.getAllRecipients());
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String subject(MimeMessage message) {
    try {
      return message.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anUnsubscriptionFlagsAndOnlyANewerYesTakesTheFlagBack() throws IOException {
    String rows =
        "select profile_id || '|' || do_not_mail || '|' || because from do_not_mail order by 1";
    Instant unsubscribed = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    try (Recipe recipe =
        recipe("do-not-mail")
            .with("spring.datasource.url", database("dnm", "do-not-mail"))
            .with("do-not-mail.to", "team@dnm.example.org")
            .start()) {
      for (int profile = 1; profile <= 3; profile++) {
        recipe.post(unsubscription(profile, unsubscribed));
      }
      recipe.post(optIn(2, "yes", unsubscribed.minusSeconds(5)));
      recipe.post(optIn(3, "yes", unsubscribed.plusSeconds(5)));
      recipe.post(optIn(4, "no", unsubscribed));
      recipe.post(profile(5, "City", "Delft") + "&fields[OptIn]=no");
      recipe.post("type=abuse&id=8Ab3x2cQk9&emailfrom=complaints@example.net&mime=1.0");
      recipe.post("type=abuse&id=8Ab3x2cQk9&profile=6&emailfrom=complaints@example.net&mime=1.0");
      recipe.post(unsubscription(7, unsubscribed) + "&collection=21&subprofile=70");
      awaitRows(
          "dnm",
          rows,
          "1|true|unsubscribe",
          "2|true|unsubscribe",
          "3|false|update",
          "4|true|update",
          "6|true|abuse",
          "7|true|unsubscribe");
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(subjects("team@dnm.example.org"))
                      .containsExactly(
                          "Copernica: abuse that names no profile, please look it up"));
    }
  }

  private static String unsubscription(int profile, Instant at) {
    return "type=unsubscribe&id=52&time=%d&database=7&profile=%d&mailing=31"
        .formatted(at.getEpochSecond(), profile);
  }

  private static String optIn(int profile, String value, Instant at) {
    return profile(profile, "OptIn", value)
        .replace("2026-01-02 09:00:00", LOCAL.format(LocalDateTime.ofInstant(at, COPERNICA)));
  }

  @Test
  void aScriptGetsEveryEventAsTheFormThatCopernicaSends() {
    try (Recipe recipe =
        recipe("php-script").with("php-script.url", to("/copernica.php")).start()) {
      recipe.post("type=create&profile=1&database=7&fields[first name]=Zoë&interests[News]=1");
      recipe.post("type=open&id=8Ab3&recipient=ann@example.org&tags[]=welcome&time=1735689598");
      recipe.post("type=test");

      assertThat(posted("/copernica.php", 3))
          .extracting(LoggedRequest::getBodyAsString)
          .containsExactly(
              "type=create&profile=1&database=7&fields%5Bfirst+name%5D=Zo%C3%AB&interests%5BNews%5D=1",
              "type=open&time=1735689598&id=8Ab3&recipient=ann%40example.org&tags%5B0%5D=welcome",
              "type=test");
      assertThat(posted("/copernica.php", 3))
          .extracting(request -> request.getHeader("Content-Type"))
          .containsOnly("application/x-www-form-urlencoded");
    }
  }

  private static String to(String path) {
    return service.baseUrl() + path;
  }

  private static List<LoggedRequest> posted(String path, int count) {
    RequestPatternBuilder requests = WireMock.postRequestedFor(WireMock.urlPathEqualTo(path));
    await().atMost(SOON).until(() -> service.findAll(requests).size() >= count);
    return service.findAll(requests);
  }

  @Test
  void aChangeOfTheAddressIsForwardedSignedAndNoOther() {
    try (Recipe recipe = recipe("changed-fields").with("address.url", to("/address")).start()) {
      recipe.post(profile(1, "Phone", "015 1234567"));
      String first = recipe.post(profile(2, "City", "Delft"));
      recipe.post(profile(3, "City", "Delft").replace("database=7", "database=9"));
      String second = recipe.post(profile(4, "Street", "Markt 1"));

      assertThat(posted("/address", 2))
          .hasSize(2)
          .anySatisfy(request -> assertThat(request.getBodyAsString()).contains(first))
          .anySatisfy(request -> assertThat(request.getBodyAsString()).contains(second))
          .allMatch(request -> OfficialWebhook.verifies(SECRET, request));
    }
  }

  @Test
  void eachBrandHasTheProfilesOfItsDatabaseInItsOwn() throws IOException {
    String rows = "select concat_ws('|', profile_id, name) from contacts order by 1";
    String acme = "copernica.crm.databases.acme.";
    String globex = "copernica.crm.databases.globex.";
    try (Recipe recipe =
        recipe("brands")
            .with(acme + "url", database("acme", "brands"))
            .with(acme + "username", server.user())
            .with(globex + "url", database("globex", "brands"))
            .with(globex + "username", server.user())
            .start()) {
      recipe.post(profile(1, "City", "Delft"));
      recipe.post(profile(2, "City", "Delft").replace("database=7", "database=9"));
      recipe.post(profile(3, "City", "Delft"));
      recipe.post(profile(4, "City", "Delft").replace("database=7", "database=11"));
      recipe.post("type=delete&profile=3&timestamp=2026-01-03 09:00:00");
      awaitRows("acme", rows, "1|p1");
      awaitRows("globex", rows, "2|p2");
    }
  }

  @Test
  void aTestSystemThatIsDeadHoldsUpNothing() throws IOException {
    String rows = "select concat_ws('|', profile_id, name) from contacts order by 1";
    String test = "copernica.crm.databases.test.";
    StubMapping dead =
        service.stubFor(WireMock.post("/test-copy").willReturn(WireMock.serviceUnavailable()));
    try (Recipe recipe =
        recipe("test-system")
            .with("spring.datasource.url", database("live", "test-system"))
            .with(test + "url", database("test", "test-system"))
            .with(test + "username", server.user())
            .with("test-copy.url", to("/test-copy"))
            .with("copernica.inbox.retry.first-pause", "100ms")
            .with("copernica.inbox.retry.longest-pause", "200ms")
            .start()) {
      String copied = recipe.post(profile(1, "City", "Delft"));
      posted("/test-copy", 1);
      recipe.post(profile(2, "City", "Delft"));
      recipe.post(profile(3, "City", "Delft").replace("database=7", "database=9"));
      awaitRows("live", rows, "1|p1", "2|p2");
      awaitRows("test", rows, "3|p3");
      String deleted = recipe.post("type=delete&profile=2&timestamp=2026-01-03 09:00:00");
      awaitRows("live", rows, "1|p1");

      service.removeStub(dead);
      for (String id : List.of(copied, deleted)) {
        await()
            .atMost(SOON)
            .until(() -> answered("/test-copy").stream().anyMatch(r -> r.contains(id)));
      }
    }
  }

  private static List<String> answered(String path) {
    return service.getAllServeEvents().stream()
        .filter(event -> event.getRequest().getUrl().equals(path))
        .filter(event -> event.getResponse().getStatus() == 200)
        .map(event -> event.getRequest().getBodyAsString())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "orders", "brands", "test-system"})
  void theTableOfARecipeWithoutSqlIsMadeByTheOtherDatabasesToo(String recipe) throws IOException {
    String sql = Files.readString(Recipe.BOOK.resolve(recipe).resolve("table.sql"));
    List<String> urls = List.of("jdbc:h2:mem:", MariaDb.newDatabase());
    for (String url : urls) {
      JdbcTemplate crm = new JdbcTemplate(new SingleConnectionDataSource(url, true));
      Arrays.stream(sql.split(";\\s*")).forEach(crm::execute);
      assertThat(crm.queryForList("select * from " + sql.split(" ")[2])).isEmpty();
    }
  }
}
