package org.copernicaroutes.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Header;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Origin;
import org.copernicaroutes.event.Subject;
import org.copernicaroutes.support.RoutesUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What comes of a burst, at a real mail server. */
@CamelSpringBootTest
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    classes = AlertsUnderTest.Application.class,
    properties = {"spring.mail.host=127.0.0.1", "copernica.alert.digest-shows=3"})
class EmailDigestTest {

  @TempDir static Path templates;
  @TempDir static Path folder;

  private static final GreenMail MAILBOXES = AlertsUnderTest.mailboxes();

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    MAILBOXES.start();
    registry.add("spring.mail.port", () -> MAILBOXES.getSmtp().getPort());
    registry.add("copernica.alert.templates", templates::toString);
    RoutesUnderTest.settings(registry, folder);
  }

  @AfterAll
  static void stopMailboxes() {
    MAILBOXES.stop();
  }

  @Autowired RoutesUnderTest routes;
  @Autowired MeterRegistry meters;
  @Autowired AlertsUnderTest.PassingClock clock;

  @AfterEach
  void tidy() throws Exception {
    for (Path file : Files.list(templates).toList()) {
      Files.delete(file);
    }
  }

  @Test
  void afterSoManyMailsTheRestComesInOne() throws Exception {
    double before = meters.counter("copernica.digested").count();
    String route = route(Map.of("digestAfter", "2", "digestEvery", "15m"));
    send(route, 7);
    assertThat(mails(route))
        .extracting(MimeMessage::getSubject)
        .containsExactly("update of 0", "update of 1");
    clock.advance(Duration.ofMinutes(15));
    await().until(() -> mails(route).size() == 3);
    MimeMessage digest = mails(route).get(2);
    assertThat(digest.getSubject()).isEqualTo("update of 2 (and 4 more)");
    assertThat(digest.getMessageID()).isEqualTo("<id2.digest." + route + "@example.com>");
    assertThat(digest.getSentDate().toInstant()).isEqualTo("2025-01-01T00:00:06Z");
    assertThat(text(digest))
        .startsWith("5 alerts in one mail")
        .contains("from 2025-01-01T00:00:02Z to 2025-01-01T00:00:06Z")
        .contains("  5 x update profile, database 9\n")
        .contains("update profile, profile 2, told by webhook at 2025-01-01T00:00:02Z")
        .contains("  changed  mail: p2@example.org\n", "  before   mail: old2@example.org\n")
        .contains("event id2", "event id3", "event id4", "and 2 more")
        .doesNotContain("event id5");
    assertThat(meters.counter("copernica.digested").count()).isEqualTo(before + 5);
  }

  @Test
  void aDigestHasTheHeadersOfAnAlertAndNoOthers() throws Exception {
    String route =
        route(
            Map.of(
                "digestAfter", "0", "digestEvery", "1s", "subject", "mail ${body.fields[mail]}"));
    Event evil = event(0, "x\r\nBcc: thief@example.net\r\n\r\nbody");
    routes.send(route, evil, Map.of("Bcc", "thief@example.net", "Subject", "evil"));
    await().until(() -> mails(route).size() == 1);
    MimeMessage digest = mails(route).get(0);
    assertThat(digest.getSubject()).isEqualTo("mail x Bcc: thief@example.net body");
    assertThat(Collections.list(digest.getAllHeaders()))
        .extracting(Header::getName)
        .containsExactlyInAnyOrder(
            "Return-Path",
            "Received",
            "Date",
            "From",
            "To",
            "Message-ID",
            "Subject",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Auto-Submitted");
  }

  @Test
  void ofNeverEachIsAMail() throws Exception {
    String route = route(Map.of("digestAfter", "never"));
    send(route, 101);
    assertThat(mails(route)).hasSize(101);
  }

  @Test
  void withoutAWordAHundredAreMailedByThemselves() throws Exception {
    String route = route(Map.of());
    send(route, 103);
    assertThat(mails(route)).hasSize(100);
  }

  @Test
  void theHtmlOfADigestEscapesEveryValueAndATextGoesAlong() throws Exception {
    String route = route(Map.of("template", "alert.html", "digestAfter", "0", "digestEvery", "1s"));
    routes.send(route, event(0, "<script>&"), Map.of());
    await().until(() -> mails(route).size() == 1);
    MimeMultipart parts = (MimeMultipart) mails(route).get(0).getContent();
    assertThat(parts.getBodyPart(0).getContent().toString()).contains("mail: <script>&");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    assertThat(parts.getBodyPart(1).getContent().toString())
        .contains("&lt;script&gt;&amp;")
        .doesNotContain("<script>");
  }

  @Test
  void anOwnTemplateReplacesTheBuiltInOne() throws Exception {
    Files.writeString(
        templates.resolve("digest.txt"), "{{alerts}}:{{#events}} {{body.profile}}{{/events}}");
    String route = route(Map.of("digestAfter", "0", "digestEvery", "15m"));
    send(route, 2);
    clock.advance(Duration.ofMinutes(15));
    await().until(() -> mails(route).size() == 1);
    assertThat(text(mails(route).get(0))).isEqualTo("2: 0 1");
  }

  @Test
  void aTemplateOfDigestsThatNamesWhatIsNotThereIsRefused() throws Exception {
    Files.writeString(templates.resolve("digest.txt"), "{{alertz}}");
    assertThat(routes.refused("email-alert-sink", with(Map.of())))
        .singleElement()
        .asString()
        .contains("digest.txt", "alertz");
  }

  @Test
  void aWrongParameterIsRefused() {
    assertThat(routes.refused("email-alert-sink", with(Map.of("digestEvery", "soon"))))
        .singleElement()
        .asString()
        .contains("digestEvery: must be a duration");
  }

  @Test
  void whatWaitsIsMailedByTheNextVersionOfTheStep() throws Exception {
    String route = route(Map.of("digestAfter", "0", "digestEvery", "1d"));
    send(route, 4);
    String edited =
        RoutesUnderTest.step(
            "email-alert-sink", with(Map.of("digestAfter", "never", "digestEvery", "1s")));
    routes.save(route, edited);
    await().until(() -> mails(route).size() == 1);
    assertThat(text(mails(route).get(0))).startsWith("4 alerts");
    assertThat(collectors(route)).isEqualTo(1);
  }

  @Test
  void aRouteThatIsStoppedMakesNoDigests() throws Exception {
    String route = route(Map.of());
    assertThat(collectors(route)).isEqualTo(1);
    Files.delete(folder.resolve(route + ".camel.yaml"));
    await().until(() -> collectors(route) == 0);
  }

  private static long collectors(String route) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("copernica.digest." + route))
        .count();
  }

  private void send(String route, int count) {
    for (int number = 0; number < count; number++) {
      assertThat(
              routes
                  .send(route, event(number, "p" + number + "@example.org"), Map.of())
                  .getException())
          .isNull();
    }
  }

  /** Those of that route, by their Message-ID. */
  private static List<MimeMessage> mails(String route) {
    return Arrays.stream(MAILBOXES.getReceivedMessages())
        .filter(m -> header(m).contains("." + route + "@"))
        .toList();
  }

  private static String header(MimeMessage mail) {
    try {
      return mail.getMessageID();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String route(Map<String, String> changed) {
    return routes.running("email-alert-sink", with(changed));
  }

  private static Map<String, String> with(Map<String, String> changed) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("to", "team@example.com");
    parameters.put("from", "alerts@example.com");
    parameters.put("subject", "${body.action} of ${body.profile}");
    parameters.putAll(changed);
    return parameters;
  }

  private static String text(MimeMessage mail) throws Exception {
    return mail.getContent().toString().replace("\r\n", "\n").strip();
  }

  private static Event event(int number, String address) {
    OffsetDateTime moment = OffsetDateTime.parse("2025-01-01T00:00:00Z").plusSeconds(number);
    return Event.of(
            Action.UPDATE, Subject.PROFILE, Origin.WEBHOOK, "id" + number, 1, moment, moment)
        .database(9L)
        .profile((long) number)
        .fields(Map.of("mail", address))
        .parameters(Map.of("mail", address))
        .old(Map.of("mail", "old" + number + "@example.org"))
        .build();
  }
}
