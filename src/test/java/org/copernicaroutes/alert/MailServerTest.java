package org.copernicaroutes.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.util.unit.DataSize;

class MailServerTest {

  private final MailProperties mail = new MailProperties();

  @Test
  void saysNothingOfCredentialsThatAreNotThere() {
    assertThat(session().getProperties())
        .containsEntry("mail.smtp.host", "localhost")
        .containsEntry("mail.smtp.port", "25")
        .containsEntry("mail.smtp.timeout", "2000")
        .doesNotContainKeys("mail.smtp.user", "mail.smtp.auth", "mail.smtp.ssl.enable");
  }

  @Test
  void leavesWhatTheOperatorSaid() {
    mail.getProperties().put("mail.smtp.timeout", "7");
    assertThat(session().getProperty("mail.smtp.timeout")).isEqualTo("7");
  }

  @Test
  void refusesASessionOfTheDirectoryService() {
    mail.setJndiName("x");
    assertThatThrownBy(this::session).hasMessageContaining("spring.mail.jndi-name");
  }

  @Test
  void logsInOverTls() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    server.setUser("alerts", "p+a&s");
    server.start();
    try {
      mail.setHost("127.0.0.1");
      mail.setPort(server.getSmtps().getPort());
      mail.setProtocol("smtps");
      mail.setUsername("alerts");
      mail.setPassword("p+a&s");
      mail.getProperties().put("mail.smtps.ssl.trust", "*");
      mail.getProperties().put("mail.smtps.ssl.checkserveridentity", "false");
      assertConnects();
    } finally {
      server.stop();
    }
  }

  private void assertConnects() throws Exception {
    try (Transport transport = session().getTransport("smtp")) {
      transport.connect();
      assertThat(transport.isConnected()).isTrue();
      assertThat(transport.getURLName().getUsername()).isEqualTo("alerts");
    }
  }

  private Session session() {
    AlertSettings settings =
        new AlertSettings(
            Path.of("."),
            1,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            1,
            DataSize.ofKilobytes(1));
    return new MailServer(mail, settings, new DefaultSslBundleRegistry()).session();
  }
}
