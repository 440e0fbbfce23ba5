package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.FakeDns;
import org.copernicaroutes.support.MariaDb;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.copernicaroutes.support.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The packaged jar and the sample route files, over a CRM in MariaDB. */
class MariaDbIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void aProfileBecomesARowAndWhatTheDatabaseRefusesIsParkedWithoutItsValues() throws IOException {
    String url = MariaDb.newDatabase();
    JdbcTemplate crm = new JdbcTemplate(new DriverManagerDataSource(url));
    crm.execute(
        "create table profiles (id bigint primary key, name varchar(40), email varchar(40) unique,"
            + " changed_at datetime)");
    copySampleFiles();
    try (FakeDns dns = FakeDns.start();
        PackagedApp app = application(dns, url)) {
      app.start();
      post(app, World.update(1, "Zoë 🍵"));
      post(app, World.update(2, "Taken").replace("p2%40", "p1%40"));
      post(app, World.update(3, "Ann"));
      post(app, World.update(3, "Late").replace("2026-01-02", "2026-01-01"));
      post(app, World.update(4, "Bea"));
      post(app, "type=delete&profile=4&database=7&timestamp=2026-01-03+09%3A00%3A00");
      post(app, World.update(5, "Last"));
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(
                          crm.queryForList(
                              "select concat_ws(' ', id, name, changed_at) from profiles order by id",
                              String.class))
                      .containsExactly(
                          "1 Zoë 🍵 2026-01-02 09:00:00",
                          "3 Ann 2026-01-02 09:00:00",
                          "5 Last 2026-01-02 09:00:00"));
      await().atMost(SOON).until(() -> app.log().contains("delivery.parked"));
      assertThat(app.log()).contains("23000 (error 1062)").doesNotContain("p1@example.org");
    }
  }

  private PackagedApp application(FakeDns dns, String url) {
    dns.txt(SignedRequest.KEY_ID, TestKey.ONE.dkim());
    return new PackagedApp(folder)
        .with("copernica.accounts", "1234")
        .with("copernica.callback.hosts", SignedRequest.HOST)
        .with("copernica.signature.dns-servers", dns.address())
        .with("spring.datasource.url", url.substring(0, url.indexOf('?')))
        .with("spring.datasource.username", "tester")
        .with("spring.datasource.password", "tester");
  }

  private void copySampleFiles() throws IOException {
    Path to = Files.createDirectories(folder.resolve("routes"));
    for (String name : new String[] {"router.camel.yaml", "crm-sync.camel.yaml"}) {
      Files.copy(Path.of("routes", name), to.resolve(name));
    }
  }

  private static void post(PackagedApp app, String body) throws IOException {
    assertThat(DoorConnection.send(app.port(), World.request(body).sent()).status()).isEqualTo(200);
  }
}
