package org.copernicaroutes.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.MessagingException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Origin;
import org.copernicaroutes.event.Subject;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.server.SMTPServer;

/** Failures reach the caller as the mail library threw them: their codes decide how they end. */
class MailFailureTest {

  private static final String ROUTE =
      """
      - route:
          id: alert
          from:
            uri: direct:alert
            steps:
              - to:
                  uri: kamelet:email-alert-sink
                  parameters:
                    to: team@example.com
                    from: alerts@example.com
                    subject: s
      - route:
          id: plain
          from:
            uri: direct:plain
            steps:
              - setBody:
                  constant: x
              - to:
                  uri: smtp:127.0.0.1:{{other.port}}
                  parameters:
                    to: team@example.com
                    from: alerts@example.com
      """;

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger logins = new AtomicInteger();

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void aServerThatIsDownIsAConnectionFailure() throws Exception {
    assertThat(sendThrough(freePort())).isInstanceOf(MailConnectException.class);
    assertThat(meters.counter("copernica.mailed").count()).isZero();
  }

  @Test
  void aServerThatSaysNothingIsGivenUpAfterTheReadTimeout() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(sendThrough(silent.getLocalPort())).isInstanceOf(MessagingException.class);
    }
  }

  @Test
  void aTemporaryRefusalKeepsItsCode() throws Exception {
    assertThat(sendThroughServerThatAnswers(451)).isEqualTo(451);
  }

  @Test
  void aFinalRefusalKeepsItsCode() throws Exception {
    assertThat(sendThroughServerThatAnswers(554)).isEqualTo(554);
  }

  @Test
  void aPlainMailStepIsGivenNoneOfTheCredentials() throws Exception {
    SMTPServer server = server(250);
    server.start();
    try {
      assertThat(sendThrough(server.getPortAllocated())).isNull();
      assertThat(logins).hasValue(1);
      assertThat(camel.createProducerTemplate().request("direct:plain", e -> {}).getException())
          .isNull();
      assertThat(logins).hasValue(1);
    } finally {
      server.stop();
    }
  }

  private int sendThroughServerThatAnswers(int code) throws Exception {
    SMTPServer server = server(code);
    server.start();
    try {
      return ((SMTPSendFailedException) sendThrough(server.getPortAllocated())).getReturnCode();
    } finally {
      server.stop();
    }
  }

  private SMTPServer server(int code) throws Exception {
    return SMTPServer.port(0)
        .bindAddress(InetAddress.getByName("127.0.0.1"))
        .authenticationHandlerFactory(
            new EasyAuthenticationHandlerFactory((user, password, c) -> logins.incrementAndGet()))
        .messageHandler(
            (context, from, to, data) -> {
              if (code != 250) {
                throw new RejectException(code, "no");
              }
            })
        .build();
  }

  private Exception sendThrough(int port) throws Exception {
    MailProperties mail = new MailProperties();
    mail.setHost("127.0.0.1");
    mail.setPort(port);
    mail.setUsername("alerts");
    mail.setPassword("secret");
    Duration timeout = Duration.ofMillis(500);
    AlertSettings settings =
        new AlertSettings(Path.of("config/mail"), 200, timeout, timeout, timeout);
    camel.getRegistry().bind("alerting", new Alerting(settings, meters));
    camel
        .getRegistry()
        .bind(
            "alertMailSession",
            new MailServer(mail, settings, new DefaultSslBundleRegistry()).session());
    camel.getPropertiesComponent().addInitialProperty("other.port", String.valueOf(port));
    camel.start();
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(ResourceHelper.fromString("alert.camel.yaml", ROUTE));
    Exchange after =
        camel
            .createProducerTemplate()
            .request("direct:alert", e -> e.getMessage().setBody(event()));
    return after.getException();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static Event event() {
    OffsetDateTime moment = OffsetDateTime.parse("2025-01-01T00:00:00Z");
    return Event.of(
            Action.CREATE, Subject.PROFILE, Origin.WEBHOOK, "ab".repeat(32), 1, moment, moment)
        .profile(1L)
        .build();
  }
}
