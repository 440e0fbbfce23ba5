package org.copernicaroutes.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Origin;
import org.copernicaroutes.event.Subject;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.End;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.RoutesUnderTest;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.server.SMTPServer;

/** Failures reach the caller as the mail library threw them: their codes decide how they end. */
@CamelSpringBootTest
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    classes = AlertsUnderTest.Application.class,
    properties = {
      "spring.mail.host=127.0.0.1",
      "spring.mail.username=alerts",
      "spring.mail.password=secret",
      "copernica.alert.read-timeout=500ms"
    })
class MailFailureTest {

  private static final String PLAIN =
      """
      - to:
          uri: smtp:127.0.0.1:%d
          parameters:
            to: team@example.com
            from: alerts@example.com
      """;

  private static final int PORT = PackagedApp.freePort();

  @TempDir static Path folder;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("spring.mail.port", () -> PORT);
    RoutesUnderTest.settings(registry, folder);
  }

  @Autowired RoutesUnderTest routes;
  @Autowired MeterRegistry meters;

  private final AtomicInteger logins = new AtomicInteger();
  private final List<String> delivered = new CopyOnWriteArrayList<>();
  private final List<String> mails = new CopyOnWriteArrayList<>();

  @Test
  void aServerThatIsDownIsAConnectionFailure() throws Exception {
    assertThat(send()).isInstanceOf(MailConnectException.class);
    assertThat(meters.counter("copernica.mailed").count()).isZero();
  }

  @Test
  void aServerThatSaysNothingIsGivenUpAfterTheReadTimeout() throws Exception {
    try (ServerSocket silent = new ServerSocket(PORT, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(silent.isBound()).isTrue();
      assertThat(send()).isInstanceOf(MessagingException.class);
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
  void aRecipientThatIsRefusedForGoodKeepsTheMailFromNobodyElse() throws Exception {
    DeliveryFailure failure = (DeliveryFailure) sendToThree(Map.of("b@example.com", 550));
    assertThat(failure.end()).isEqualTo(End.POISON);
    assertThat(failure).hasMessageContaining("1 of 3").hasMessageNotContaining("@");
    assertThat(delivered).containsExactly("a@example.com", "c@example.com");
    assertThat(mails).singleElement().asString().contains("To: a@example.com, b@example.com");
  }

  @Test
  void whileOneRecipientIsRefusedForNowNobodyGetsIt() throws Exception {
    Exception failure = sendToThree(Map.of("a@example.com", 550, "c@example.com", 451));
    assertThat(((DeliveryFailure) failure).end()).isEqualTo(End.OUTAGE);
    assertThat(delivered).isEmpty();
    assertThat(mails).isEmpty();
  }

  @Test
  void whereAllRecipientsAreRefusedTheirCodesStay() throws Exception {
    Exception failure =
        sendToThree(Map.of("a@example.com", 550, "b@example.com", 550, "c@example.com", 553));
    assertThat(failure).isInstanceOf(SendFailedException.class);
    assertThat(((SendFailedException) failure).getNextException())
        .isInstanceOf(SMTPAddressFailedException.class);
    assertThat(mails).isEmpty();
  }

  private Exception sendToThree(Map<String, Integer> refused) throws Exception {
    SMTPServer server =
        SMTPServer.port(PORT)
            .bindAddress(InetAddress.getByName("127.0.0.1"))
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory((user, password, c) -> {}))
            .messageHandlerFactory(context -> new Choosy(refused))
            .build();
    server.start();
    try {
      return send("a@example.com, b@example.com, c@example.com");
    } finally {
      server.stop();
    }
  }

  /** Refuses some recipients, each with a code of its own. */
  private final class Choosy implements MessageHandler {

    private final Map<String, Integer> refused;
    private final List<String> accepted = new ArrayList<>();

    Choosy(Map<String, Integer> refused) {
      this.refused = refused;
    }

    @Override
    public void from(String from) {}

    @Override
    public void recipient(String recipient) throws RejectException {
      if (refused.containsKey(recipient)) {
        throw new RejectException(refused.get(recipient), "no");
      }
      accepted.add(recipient);
    }

    @Override
    public String data(InputStream data) throws IOException {
      delivered.addAll(accepted);
      String mail = new String(data.readAllBytes(), StandardCharsets.UTF_8);
      mails.add(mail.replaceAll("\\r\\n\\s+", " "));
      return "taken";
    }

    @Override
    public void done() {}
  }

  @Test
  void aPlainMailStepIsGivenNoneOfTheCredentials() throws Exception {
    SMTPServer server = server(250);
    server.start();
    try {
      assertThat(send()).isNull();
      assertThat(logins).hasValue(1);
      routes.save("plain", PLAIN.formatted(PORT));
      assertThat(routes.send("plain", event(), Map.of()).getException()).isNull();
      assertThat(logins).hasValue(1);
    } finally {
      server.stop();
    }
  }

  private int sendThroughServerThatAnswers(int code) throws Exception {
    SMTPServer server = server(code);
    server.start();
    try {
      return ((SMTPSendFailedException) send()).getReturnCode();
    } finally {
      server.stop();
    }
  }

  private SMTPServer server(int code) throws Exception {
    return SMTPServer.port(PORT)
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

  private Exception send() {
    return send("team@example.com");
  }

  private Exception send(String to) {
    Map<String, String> parameters = Map.of("to", to, "from", "alerts@example.com", "subject", "s");
    return routes
        .send(routes.running("email-alert-sink", parameters), event(), Map.of())
        .getException();
  }

  private static Event event() {
    OffsetDateTime moment = OffsetDateTime.parse("2025-01-01T00:00:00Z");
    return Event.of(
            Action.CREATE, Subject.PROFILE, Origin.WEBHOOK, "ab".repeat(32), 1, moment, moment)
        .profile(1L)
        .build();
  }
}
