package org.copernicaroutes.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.DoorConnection.Reply;
import org.copernicaroutes.support.FakeDns;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestCertificate;
import org.copernicaroutes.support.TestKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds behind each proxy that is set up as its example says. Two applications stand behind
 * it: one is called as it is, one by a public URL of another host and path.
 */
@Tag("proxies")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProxyContract {

  static final int LARGEST = 8 * 1024 * 1024;

  private static final String PUBLIC_PATH = "/crm/webhooks";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  private final FakeDns dns = FakeDns.start().txt(SignedRequest.KEY_ID, TestKey.ONE.dkim());
  private TestCertificate certificate;
  PackagedApp app;
  private PackagedApp behindPublicUrl;

  /** The example, read from docs/proxies. */
  abstract String example();

  /** The example in which the commented lines about another path hold. */
  abstract String withOtherPath();

  /** The example, and what breaks it: the Host header becomes another. */
  abstract String withOtherHost(String host);

  abstract Proxy run(Path itsFolder, TestCertificate certificate, String config, int door)
      throws IOException;

  static String read(String file) {
    try {
      return Files.readString(Path.of("docs", "proxies", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  void start() throws Exception {
    certificate = TestCertificate.in(folder.resolve("tls"));
    app = app("app").with("copernica.callback.hosts", SignedRequest.HOST);
    behindPublicUrl =
        app("public")
            .with("copernica.callback.public-url", "https://" + SignedRequest.HOST + PUBLIC_PATH);
    app.launch();
    behindPublicUrl.launch();
    app.awaitOpen();
    behindPublicUrl.awaitOpen();
  }

  @AfterAll
  void stop() {
    Stream.of(app, behindPublicUrl).forEach(PackagedApp::close);
    dns.close();
  }

  @Test
  void aSignedCallPassesWithItsQueryAsItWasWritten() throws Exception {
    try (Proxy proxy = plainProxy()) {
      for (String query : List.of("", "?src=a%20b", "?a=%2F..%2F&b=a+b&c=%c3%a9", "?x=//y&x=;z&")) {
        SentRequest request = call().target(SignedRequest.PATH + query).sent();
        assertThat(proxy.send(request).status()).as(query).isEqualTo(200);
      }
    }
  }

  @Test
  void theLargestBodyPasses() throws Exception {
    try (Proxy proxy = plainProxy()) {
      assertThat(proxy.send(call().body(new byte[LARGEST]).sent()).status()).isEqualTo(200);
    }
  }

  @Test
  void severalCallsPassOnOneConnection() throws Exception {
    try (Proxy proxy = plainProxy()) {
      List<SentRequest> calls = List.of(call().sent(), call().sent(), call().sent());
      assertThat(proxy.sendAll(calls)).extracting(Reply::status).containsOnly(200);
    }
  }

  @Test
  void aCallThroughTheProxyIsNotPlainAndTheProxysWordCannotBeForged() throws Exception {
    try (Proxy proxy = plainProxy()) {
      SentRequest forged = call().sent();
      for (String header :
          List.of("X-Forwarded-Proto: http", "Forwarded: for=203.0.113.9;proto=http")) {
        String[] parts = header.split(": ");
        forged = forged.withAnother(parts[0], parts[1]);
      }
      assertThat(proxy.send(forged).status()).isEqualTo(200);
    }
  }

  @Test
  void whatAStrangerForgesChangesNothing() throws Exception {
    try (Proxy proxy = plainProxy()) {
      SentRequest request =
          call()
              .sent()
              .withAnother("X-Forwarded-Host", "evil.example.org")
              .withAnother("X-Forwarded-For", "127.0.0.1")
              .withAnother("X-Forwarded-Prefix", "/evil")
              .withAnother("X-Original-URL", "/evil");
      assertThat(proxy.send(request).status()).isEqualTo(200);
      SentRequest elsewhere =
          call()
              .header("Host", "evil.example.org")
              .sent()
              .withAnother("X-Forwarded-Host", SignedRequest.HOST);
      assertThat(proxy.send(elsewhere).status()).isEqualTo(401);
    }
  }

  @Test
  void behindAPublicUrlTheProxyMayChangePathAndHost() throws Exception {
    try (Proxy proxy = run(newFolder(), certificate, withOtherPath(), behindPublicUrl.port())) {
      SentRequest request = call().target(PUBLIC_PATH + "?src=a%20b").sent();
      assertThat(proxy.send(request).status()).isEqualTo(200);
      assertThat(proxy.send(request.withTarget(PUBLIC_PATH + "?src=a+b")).status()).isEqualTo(401);
    }
    SentRequest signed = call().target(PUBLIC_PATH + "?src=a%20b").sent();
    SentRequest asPassedOn =
        signed.withTarget(SignedRequest.PATH + "?src=a%20b").withHeader("Host", "door.internal");
    assertThat(DoorConnection.send(behindPublicUrl.port(), asPassedOn).status()).isEqualTo(200);
    assertThat(DoorConnection.send(behindPublicUrl.port(), call().sent()).status())
        .as("signed for the inner path")
        .isEqualTo(401);
  }

  @Test
  void aProxyThatChangesTheHostIsNamedByTheReasonOfTheRefusal() throws Exception {
    try (Proxy proxy = run(newFolder(), certificate, withOtherHost("door.internal"), app.port())) {
      assertThat(proxy.send(call().sent()).status()).isEqualTo(401);
      assertThat(app.log()).contains("request.refused reason=host Host is `door.internal`");
    }
  }

  Proxy plainProxy() throws Exception {
    return run(newFolder(), certificate, example(), app.port());
  }

  /** With the files of the certificate in it. */
  private Path newFolder() throws IOException {
    Path made = Files.createTempDirectory(folder, "proxy");
    for (String file : List.of("fullchain.pem", "privkey.pem", "both.pem")) {
      Files.copy(folder.resolve("tls").resolve(file), made.resolve(file));
    }
    return made;
  }

  private PackagedApp app(String name) throws IOException {
    return new PackagedApp(Files.createDirectories(folder.resolve(name)))
        .with("copernica.accounts", "1234")
        .with("copernica.callback.plain-http", "refuse")
        .with("copernica.callback.trusted-proxies", "127.0.0.1")
        .with("copernica.signature.dns-servers", dns.address());
  }

  static SignedRequest call() {
    return SignedRequest.valid().signedAt(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }
}
