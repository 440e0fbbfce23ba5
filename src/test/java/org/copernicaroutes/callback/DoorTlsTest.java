package org.copernicaroutes.callback;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.copernicaroutes.support.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The door over TLS, set up as the comments in config/application.yaml and docs/proxies.md say. */
class DoorTlsTest {

  private static final byte[] BODY = "a=1".getBytes(US_ASCII);

  /** The beginning of a record with a handshake of 500 bytes. */
  private static final byte[] HELLO = Arrays.copyOf(new byte[] {22, 3, 1, 1, -12}, 505);

  @TempDir Path folder;

  private final List<DrippingSocket> crowd = new ArrayList<>();
  private final ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
  private TestCertificate certificate;

  @BeforeEach
  void make() throws Exception {
    certificate = TestCertificate.in(folder);
  }

  @AfterEach
  void close() throws IOException {
    dripping.shutdownNow();
    for (DrippingSocket slow : crowd) {
      slow.close();
    }
  }

  @Test
  void aCallOverTlsIsTakenAndIsNotPlain() throws Exception {
    try (TestDoor door = open("copernica.callback.plain-http=refuse")) {
      assertThat(post(door)).isEqualTo(200);
      assertThat(door.check().last().body()).isEqualTo(BODY);
      assertThat(door.count("copernica.exposed")).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void speaks(String protocol) throws Exception {
    try (TestDoor door = open();
        SSLSocket socket = certificate.connect(door.port())) {
      socket.setEnabledProtocols(new String[] {protocol});
      assertThat(new RawClient(socket).post(TestDoor.PATH, BODY).reply().status()).isEqualTo(200);
      assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
    }
  }

  @Test
  void speaksPlainHttpNoLonger() throws Exception {
    try (TestDoor door = open();
        RawClient client = door.connect()) {
      assertThat(client.post(TestDoor.PATH, BODY).reply().status()).isEqualTo(400);
      assertThat(door.check().seen()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoOffersHttp2GetsHttp11(boolean http2Wanted) throws Exception {
    try (TestDoor door = open("server.http2.enabled=" + http2Wanted)) {
      HttpClient client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_2)
              .sslContext(certificate.trust())
              .build();
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create("https://localhost:" + door.port() + TestDoor.PATH))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(BODY))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  @Test
  void whoOffersHttp2AloneIsNotAnsweredInIt() throws Exception {
    try (TestDoor door = open();
        SSLSocket socket = certificate.connect(door.port())) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      assertThat(socket.getApplicationProtocol()).isEmpty();
    }
  }

  @Test
  void aRenewedCertificateIsTakenUpByItself() throws Exception {
    try (TestDoor door =
        open(
            "spring.ssl.bundle.pem.door.reload-on-update=true",
            "spring.ssl.bundle.watch.file.quiet-period=100ms")) {
      Certificate first = certificate.certificate();
      assertThat(served(door)).isEqualTo(first);
      TestCertificate renewed = TestCertificate.in(folder);
      await()
          .ignoreException(SSLHandshakeException.class)
          .until(() -> served(door, renewed).equals(renewed.certificate()));
      assertThatThrownBy(() -> post(door)).isInstanceOf(SSLHandshakeException.class);
    }
  }

  /** How far a slow client gets before it begins to drip. */
  private enum Slow {
    BEFORE_THE_HANDSHAKE,
    AFTER_THE_HANDSHAKE,
    INSIDE_A_RECORD,
    INSIDE_THE_HEADERS("POST " + TestDoor.PATH + " HTTP/1.1\r\nHost: h\r\nX-Slow: "),
    INSIDE_THE_BODY(
        "POST " + TestDoor.PATH + " HTTP/1.1\r\nHost: h\r\nContent-Length: 9999\r\n\r\na");

    private final String sent;

    Slow() {
      this("");
    }

    Slow(String sent) {
      this.sent = sent;
    }
  }

  @ParameterizedTest
  @EnumSource
  void moreThanAllConnectionsWithoutAWholeRequestLeaveRoomForTheHonest(Slow slow) throws Exception {
    try (TestDoor door =
        open(
            "server.tomcat.max-connections=30",
            "server.tomcat.connection-timeout=60s",
            "server.tomcat.keep-alive-timeout=60s",
            "copernica.callback.deadline=60s")) {
      for (int i = 0; i < 45; i++) {
        begun(door, slow);
      }
      for (int i = 0; i < 5; i++) {
        assertThat(post(door)).isEqualTo(200);
      }
    }
  }

  @Test
  void aRecordThatComesByteByByteHasTheTimeOfAnIdleConnection() throws Exception {
    try (TestDoor door = open("server.tomcat.keep-alive-timeout=2s")) {
      DrippingSocket slow = begun(door, Slow.INSIDE_A_RECORD);
      await().until(slow::isGone);
      assertThat(post(door)).isEqualTo(200);
    }
  }

  private TestDoor open(String... more) {
    List<String> settings = new ArrayList<>(Arrays.asList(more));
    settings.add("server.ssl.bundle=door");
    settings.add("spring.ssl.bundle.pem.door.keystore.certificate=file:" + in("fullchain.pem"));
    settings.add("spring.ssl.bundle.pem.door.keystore.private-key=file:" + in("privkey.pem"));
    return TestDoor.open(settings.toArray(String[]::new));
  }

  private Path in(String file) {
    return folder.resolve(file);
  }

  private int post(TestDoor door) throws Exception {
    try (RawClient client = new RawClient(certificate.connect(door.port()))) {
      return client.post(TestDoor.PATH, BODY).reply().status();
    }
  }

  private Certificate served(TestDoor door) throws Exception {
    return served(door, certificate);
  }

  private static Certificate served(TestDoor door, TestCertificate trusted) throws Exception {
    try (SSLSocket socket = trusted.connect(door.port())) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  /** A connection on which, from now on, a byte comes now and then. */
  private DrippingSocket begun(TestDoor door, Slow slow) throws Exception {
    DrippingSocket wire = new DrippingSocket(door.port());
    crowd.add(wire);
    if (slow == Slow.BEFORE_THE_HANDSHAKE) {
      wire.hold();
      wire.getOutputStream().write(HELLO);
    } else {
      SSLSocket socket = certificate.over(wire);
      socket.startHandshake();
      socket.getOutputStream().write(slow.sent.getBytes(US_ASCII));
      wire.hold();
      socket.getOutputStream().write(new byte[slow == Slow.AFTER_THE_HANDSHAKE ? 0 : 4000]);
    }
    dripping.scheduleWithFixedDelay(wire::drip, 200, 200, TimeUnit.MILLISECONDS);
    return wire;
  }
}
