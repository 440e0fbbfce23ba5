package org.copernicaroutes.support;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/**
 * Everything around the packaged application, all of it real and on loopback: Copernica's name
 * server, a CRM in PostgreSQL, a mail server, an HTTP service, and a folder of route files that
 * uses only the documented contract.
 */
public final class World implements AutoCloseable {

  public static final String SECRET = "whsec_bm90IGEgc2VjcmV0IGF0IGFsbCwgYnV0IGxvbmcgZW5vdWdo";

  private static final Path ROUTES = Path.of("src/test/resources/foreign/routes");

  public final Path folder;
  public final FakeDns dns = FakeDns.start();
  public final Postgres crm;
  public final GreenMail mail =
      new GreenMail(
          new ServerSetup(PackagedApp.freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  public final WireMockServer service =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
  public final PackagedApp app;

  private final Function<Path, PackagedApp> apps;

  /**
   * @param apps {@code PackagedApp::new} for the jar as it is, {@code PackagedApp::unpacked} where
   *     it is started often
   */
  public World(Path folder, Function<Path, PackagedApp> apps) {
    this.folder = folder;
    this.apps = apps;
    dns.txt(SignedRequest.KEY_ID, TestKey.ONE.dkim());
    mail.start();
    service.start();
    service.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
    crm = new Postgres(folder.resolve("postgres"));
    makeTables();
    copyRoutes();
    app = settings(apps.apply(folder));
  }

  /** One more node, with the same settings and route files; whoever asks for it closes it. */
  public PackagedApp node(Path itsFolder) {
    return settings(apps.apply(itsFolder)).with("copernica.routes", folder.resolve("routes"));
  }

  public Path route(String id) {
    return folder.resolve("routes").resolve(id + ".camel.yaml");
  }

  /** A valid request of this second with that body. */
  public static SignedRequest request(String body) {
    return SignedRequest.valid().signedAt(Instant.now().truncatedTo(ChronoUnit.SECONDS)).body(body);
  }

  public DoorConnection.Reply post(String body) {
    return send(request(body).sent());
  }

  public DoorConnection.Reply send(SentRequest request) {
    try {
      return DoorConnection.send(app.port(), request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A documented update of one profile; the mail address makes rows tell each other apart. */
  public static String update(long profile, String name) {
    return "type=update&profile=%d&database=7&fields%%5Bname%%5D=%s&fields%%5Bmail%%5D=p%d%%40example.org"
            .formatted(profile, URLEncoder.encode(name, StandardCharsets.UTF_8), profile)
        + "&interests%5B%5D=news&created=2026-01-01+09%3A00%3A00&modified=2026-01-02+09%3A00%3A00"
        + "&timestamp=2026-01-02+09%3A00%3A00";
  }

  @Override
  public void close() {
    app.close();
    service.stop();
    mail.stop();
    crm.close();
    dns.close();
  }

  private PackagedApp settings(PackagedApp to) {
    return to.with("copernica.accounts", "1234")
        .with("copernica.callback.hosts", SignedRequest.HOST)
        .with("copernica.signature.dns-servers", dns.address())
        .with("spring.datasource.url", crm.url())
        .with("spring.datasource.username", crm.user())
        .with("spring.mail.host", "127.0.0.1")
        .with("spring.mail.port", mail.getSmtp().getPort())
        .with("members.database", 7)
        .with("orders.collection", 21)
        .with("notices.to", "orders@example.org")
        .with("notices.from", "robot@example.org")
        .with("hook.url", service.baseUrl() + "/hook?via=routes&a=1%2B1")
        .with("hook.secret", SECRET)
        .with("plain-hook.url", service.baseUrl() + "/plain");
  }

  private void makeTables() {
    crm.execute(
        "create table if not exists contacts (profile_id bigint primary key, name varchar(40), email text,"
            + " newsletter boolean, changed_at timestamp, brand text)");
    crm.execute(
        "create table if not exists audit (event text primary key, action text, profile bigint, first_name text,"
            + " news boolean, modified timestamp, received timestamptz, brand_id bigint)");
  }

  private void copyRoutes() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(ROUTES)) {
      Path to = Files.createDirectories(folder.resolve("routes"));
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
