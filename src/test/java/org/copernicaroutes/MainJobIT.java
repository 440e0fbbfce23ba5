package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.copernicaroutes.support.OfficialWebhook;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar with a foreign folder of route files, against servers that are not ours. */
class MainJobIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  static World world;

  @BeforeAll
  static void start() {
    world = new World(folder, PackagedApp::new);
    world.app.start();
    await().atMost(SOON).until(() -> world.app.readiness() == 200);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void aProfileBecomesARowAndItsDeletionRemovesIt() {
    assertThat(world.post(World.update(1, "Zoë Örn")).status()).isEqualTo(200);
    awaitColumn(
        "select name || '|' || email || '|' || newsletter || '|' || brand from contacts where profile_id = 1",
        "Zoë Örn|p1@example.org|true|acme & co");

    assertThat(
            world
                .post("type=delete&profile=1&database=7&timestamp=2026-01-03+09%3A00%3A00")
                .status())
        .isEqualTo(200);
    await()
        .atMost(SOON)
        .until(() -> world.crm.column("select name from contacts where profile_id = 1").isEmpty());
  }

  @Test
  void anOlderChangeThatComesLateIsLeftAlone() {
    world.post(World.update(2, "new"));
    awaitColumn("select name from contacts where profile_id = 2", "new");

    world.post(World.update(2, "old").replace("2026-01-02", "2026-01-01"));
    String later = world.post(World.update(3, "marker")).id();
    awaitColumn("select event from audit where event = '" + later + "'", later);
    awaitColumn("select name from contacts where profile_id = 3", "marker");

    assertThat(world.crm.column("select name from contacts where profile_id = 2"))
        .containsExactly("new");
  }

  @Test
  void plainSqlReadsTheTypesOfTheContract() {
    String id =
        world
            .post(
                "type=create&profile=4&database=7&fields[first+name]=Ann&interests[news]=1"
                    + "&modified=2026-01-02+09%3A00%3A00&timestamp=2026-01-02+09%3A00%3A00")
            .id();

    awaitColumn(
        "select action || '|' || profile || '|' || first_name || '|' || news || '|' || modified || '|'"
            + " || (received > now() - interval '5 minutes') || '|' || (brand_id is null) from audit where event = '"
            + id
            + "'",
        "create|4|Ann|true|2026-01-02 09:00:00|true|true");
  }

  @Test
  void aChangedSubprofileIsMailedAndForwarded() throws Exception {
    String id =
        world
            .post(
                "type=update&subprofile=55&profile=5&database=7&collection=21&fields%5Bprice%5D=12.50"
                    + "&modified=2026-01-02+09%3A00%3A00&timestamp=2026-01-02+09%3A00%3A00")
            .id();

    await().atMost(SOON).until(() -> mails("Order 55 of 5: 100% & more?").size() == 1);
    MimeMessage notice = mails("Order 55 of 5: 100% & more?").get(0);
    assertThat(notice.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("orders@example.org");
    assertThat(notice.getMessageID()).contains(id);

    await().atMost(SOON).until(() -> mails("plain").stream().anyMatch(m -> textOf(m).contains(id)));
    assertThat(mails("plain")).anyMatch(m -> textOf(m).contains("\"subprofile\":55"));

    await().atMost(SOON).until(() -> requests("/plain", id).size() == 1);
    assertThat(requests("/plain", id).get(0).getBodyAsString()).contains("\"subprofile\":55", id);

    await().atMost(SOON).until(() -> requests("/hook", id).size() == 1);
    LoggedRequest hook = requests("/hook", id).get(0);
    assertThat(hook.getUrl()).isEqualTo("/hook?via=routes&a=1%2B1");
    assertThat(hook.getBodyAsString()).contains("type=update", "subprofile=55");
    assertThat(OfficialWebhook.verifies(World.SECRET, hook)).isTrue();
  }

  @Test
  void onePoisonParksAloneWithItsReason() {
    world.post(World.update(6, "good"));
    world.post(World.update(7, "far too long for a column of forty characters"));
    world.post(World.update(8, "good as well"));

    awaitColumn("select count(*) from contacts where profile_id in (6, 8)", "2");
    await().atMost(SOON).until(() -> world.app.log().contains("delivery.parked"));
    assertThat(world.crm.column("select name from contacts where profile_id = 7")).isEmpty();
    String parked =
        world
            .app
            .log()
            .lines()
            .filter(l -> l.contains("delivery.parked"))
            .findFirst()
            .orElseThrow();
    assertThat(parked).contains("contacts", "name").doesNotContain("far too long for a column of");
  }

  @Test
  void anAuthenticBodyThatNobodyCanReadIsKept() {
    assertThat(world.post("type=update&type=delete&profile=9").status()).isEqualTo(200);

    await().atMost(SOON).until(() -> world.app.health().contains("copernica.dead.unreadable"));
  }

  @Test
  void anExactRepetitionHasNoSecondEffect() {
    SentRequest request =
        World.request(
                "type=update&subprofile=66&profile=5&collection=21&modified=2026-01-02+09%3A00%3A00")
            .sent();

    String first = world.send(request).id();
    String second = world.send(request).id();
    world.post(
        "type=update&subprofile=67&profile=5&collection=21&modified=2026-01-02+09%3A00%3A00");

    assertThat(second).isEqualTo(first);
    await().atMost(SOON).until(() -> mails("Order 67 of 5: 100% & more?").size() == 1);
    assertThat(mails("Order 66 of 5: 100% & more?")).hasSize(1);
  }

  /** Two subscriptions tell of one change, each in a request of its own (overlapping limits). */
  @Test
  void oneChangeThatTwoRequestsTellOfIsMailedAndForwardedOnce() {
    String order =
        "type=update&subprofile=71&profile=5&database=7&collection=21&fields%5Bprice%5D=1"
            + "&timestamp=2026-01-02+09%3A00%3A00";
    String first = world.post(order).id();
    String second = world.post(order).id();
    world.post(order.replace("subprofile=71", "subprofile=72"));

    assertThat(second).isNotEqualTo(first);
    await().atMost(SOON).until(() -> mails("Order 72 of 5: 100% & more?").size() == 1);
    await().atMost(SOON).until(() -> requests("/hook", "subprofile=72").size() == 1);
    assertThat(mails("Order 71 of 5: 100% & more?")).hasSize(1);
    assertThat(requests("/hook", "subprofile=71")).hasSize(1);
    assertThat(world.app.metric("copernica_repeated_total{destination=\"notices\"")).isEqualTo(1);
    assertThat(world.app.metric("copernica_repeated_total{destination=\"hook\"")).isEqualTo(1);
    assertThat(world.app.log().lines().filter(l -> l.contains("change.repeated hook ")))
        .singleElement()
        .asString()
        .contains("event=" + second, "event=" + first);
    await("a plain step acts on every event")
        .atMost(SOON)
        .until(() -> requests("/plain", second).size() == 1);
  }

  /**
   * Only what was done is not done again: a poisoned first event does not take the second along.
   */
  @Test
  void aChangeWhoseFirstEventIsRefusedIsForwardedForTheSecond() {
    StubMapping refusal =
        world.service.stubFor(
            WireMock.any(WireMock.urlPathEqualTo("/hook"))
                .withRequestBody(WireMock.containing("subprofile=73"))
                .willReturn(WireMock.status(422)));
    String order =
        "type=update&subprofile=73&profile=5&collection=21&timestamp=2026-01-02+09%3A00%3A00";
    String first = world.post(order).id();
    await().atMost(SOON).until(() -> parked("hook", first));
    world.service.removeStub(refusal);
    String second = world.post(order).id();

    await().atMost(SOON).until(() -> requests("/hook", second).size() == 1);
  }

  @Test
  void aValueThatGoesThereAndBackWithinOneSecondEndsWhereItBegan() {
    world.post(World.update(74, "A"));
    world.post(World.update(74, "B"));
    String last = world.post(World.update(74, "A")).id();

    awaitColumn("select event from audit where event = '" + last + "'", last);
    awaitColumn("select name from contacts where profile_id = 74", "A");
    assertThat(world.crm.column("select event from audit where profile = 74")).hasSize(3);
  }

  private static boolean parked(String destination, String event) {
    return world
        .app
        .log()
        .lines()
        .anyMatch(l -> l.contains("delivery.parked " + destination + " event=" + event));
  }

  @Test
  void aBrokenEditChangesNothing() throws Exception {
    String good = Files.readString(world.route("contacts"));
    Files.writeString(world.route("contacts"), good.replace("columns:", "colums:"));
    await().atMost(SOON).until(() -> world.app.log().contains("did you mean `columns`"));

    world.post(World.update(10, "still served"));
    awaitColumn("select name from contacts where profile_id = 10", "still served");

    Files.writeString(world.route("contacts"), good.replace("acme & co", "edited"));
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              world.post(World.update(11, "x"));
              return world
                  .crm
                  .column("select brand from contacts where profile_id = 11")
                  .contains("edited");
            });
    Files.writeString(world.route("contacts"), good);
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              world.post(World.update(11, "x"));
              return world
                  .crm
                  .column("select brand from contacts where profile_id = 11")
                  .contains("acme & co");
            });
  }

  private static void awaitColumn(String sql, String value) {
    await(sql)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(world.crm.column(sql)).containsExactly(value));
  }

  private static List<MimeMessage> mails(String subject) {
    return Arrays.stream(world.mail.getReceivedMessages())
        .filter(m -> subject.equals(subjectOf(m)))
        .toList();
  }

  private static String subjectOf(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String textOf(MimeMessage mail) {
    try {
      return mail.getContent().toString();
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Those about one event: the id is in the JSON, or in the header of a signed form. */
  private static List<LoggedRequest> requests(String path, String id) {
    return world.service.findAll(WireMock.postRequestedFor(WireMock.urlPathEqualTo(path))).stream()
        .filter(r -> (r.getBodyAsString() + r.getHeader("webhook-id")).contains(id))
        .toList();
  }
}
