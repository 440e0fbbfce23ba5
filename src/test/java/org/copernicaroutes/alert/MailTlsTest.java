package org.copernicaroutes.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.util.unit.DataSize;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.server.SMTPServer;

/** Encrypted ways to a mail server whose certificate only a bundle of spring.ssl vouches for. */
class MailTlsTest {

  private static final String PASSWORD = "secret123";

  @TempDir static Path folder;

  private static SslBundle ours;
  private static SslBundle other;

  private final MailProperties mail = new MailProperties();
  private final AtomicReference<String> login = new AtomicReference<>();
  private SMTPServer server;

  @BeforeAll
  static void makeCertificates() throws Exception {
    ours = bundle("ours", "127.0.0.1");
    other = bundle("other", "127.0.0.2");
  }

  private static SslBundle bundle(String name, String address) throws Exception {
    Path file = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:" + address,
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    JksSslStoreDetails store =
        new JksSslStoreDetails("PKCS12", null, file.toUri().toString(), PASSWORD);
    return SslBundle.of(new JksSslStoreBundle(store, store));
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  @Test
  void tlsFromTheStartWhereABundleIsNamed() throws Exception {
    System.setProperty("greenmail.tls.keystore.file", folder.resolve("ours.p12").toString());
    System.setProperty("greenmail.tls.keystore.password", PASSWORD);
    GreenMail smtps = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    smtps.setUser("alerts", "p+a&s");
    try {
      smtps.start();
      mail.getSsl().setBundle("mail");
      connect(smtps.getSmtps().getPort(), ours);
    } finally {
      smtps.stop();
      System.clearProperty("greenmail.tls.keystore.file");
      System.clearProperty("greenmail.tls.keystore.password");
    }
  }

  @Test
  void startTlsWhereItIsRequired() throws Exception {
    start(smtp -> startTls(smtp, ours.createSslContext()));
    mail.getSsl().setBundle("mail");
    mail.getProperties().put("mail.smtp.starttls.required", "true");
    connect(ours);
    assertThat(login).hasValue("alerts:p+a&s");
  }

  @Test
  void noWordOfThePasswordToAServerWithoutTheRequiredStartTls() {
    start(smtp -> smtp);
    mail.getProperties().put("mail.smtp.starttls.required", "true");
    assertThatThrownBy(() -> connect(ours))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("STARTTLS");
    assertThat(login).hasNullValue();
  }

  @Test
  void noConnectionToAServerThatNobodyVouchesFor() {
    start(smtp -> startTls(smtp, other.createSslContext()));
    mail.getSsl().setBundle("mail");
    mail.getProperties().put("mail.smtp.starttls.required", "true");
    assertThatThrownBy(() -> connect(ours))
        .hasStackTraceContaining(SSLHandshakeException.class.getSimpleName());
    assertThat(login).hasNullValue();
  }

  @Test
  void noConnectionToAServerOfAnotherName() {
    start(smtp -> startTls(smtp, other.createSslContext()));
    mail.getSsl().setBundle("mail");
    mail.getProperties().put("mail.smtp.starttls.required", "true");
    assertThatThrownBy(() -> connect(other)).hasStackTraceContaining("127.0.0.1");
    assertThat(login).hasNullValue();
  }

  private static SMTPServer.Builder startTls(SMTPServer.Builder smtp, SSLContext context) {
    return smtp.enableTLS().requireTLS().startTlsSocketFactory(context, false);
  }

  private void start(UnaryOperator<SMTPServer.Builder> more) {
    SMTPServer.Builder smtp =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (user, password, context) -> login.set(user + ":" + password)));
    server = more.apply(smtp).build();
    server.start();
  }

  private void connect(SslBundle trusted) throws MessagingException {
    connect(server.getPortAllocated(), trusted);
  }

  private void connect(int port, SslBundle trusted) throws MessagingException {
    mail.setHost("127.0.0.1");
    mail.setPort(port);
    mail.setUsername("alerts");
    mail.setPassword("p+a&s");
    DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("mail", trusted);
    Session session = new MailServer(mail, settings(), bundles).session();
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect();
      assertThat(transport.isConnected()).isTrue();
    }
  }

  private static AlertSettings settings() {
    Duration limit = Duration.ofSeconds(5);
    return new AlertSettings(Path.of("."), 1, limit, limit, limit, 1, DataSize.ofKilobytes(1));
  }
}
