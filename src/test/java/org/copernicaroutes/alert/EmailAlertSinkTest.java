package org.copernicaroutes.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Origin;
import org.copernicaroutes.event.Subject;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.End;
import org.copernicaroutes.support.RoutesUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@CamelSpringBootTest
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    classes = AlertsUnderTest.Application.class,
    properties = {
      "spring.mail.host=127.0.0.1",
      "spring.mail.username=alerts",
      "spring.mail.password=p+a&s%s?w#d",
      "copernica.alert.read-timeout=500ms",
      "team.name=A & B + C",
      "template=not-ours"
    })
class EmailAlertSinkTest {

  private static final String KAMELET = "email-alert-sink";

  @TempDir static Path templates;
  @TempDir static Path folder;

  private static final GreenMail MAILBOXES = AlertsUnderTest.mailboxes();

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    MAILBOXES.setUser("alerts@example.com", "alerts", "p+a&s%s?w#d");
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

  @BeforeEach
  void emptyMailboxes() throws Exception {
    MAILBOXES.purgeEmailFromAllMailboxes();
  }

  @Test
  void sendsAMailWithItsOwnHeadersAndNoneOfTheExchange() throws Exception {
    MimeMessage mail = mailFrom(route(Map.of()), hostile());
    assertThat(headers(mail))
        .containsOnlyKeys(
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
            "Auto-Submitted")
        .containsEntry("To", "team@example.com")
        .containsEntry("From", "Copernica <alerts@example.com>")
        .containsEntry("Subject", "update of 4711")
        .containsEntry("Auto-Submitted", "auto-generated")
        .containsEntry("Content-Type", "text/plain; charset=UTF-8");
    assertThat(mail.getSentDate().toInstant()).isEqualTo("2025-01-01T00:00:02Z");
  }

  @Test
  void leavesTheEventAndItsHeadersToTheNextStep() {
    Exchange after = send(route(Map.of()), event(), hostile());
    assertThat(after.getException()).isNull();
    assertThat(after.getMessage().getBody()).isInstanceOf(Event.class);
    assertThat(after.getMessage().getHeaders()).isEqualTo(hostile());
  }

  @Test
  void aRepeatedDeliveryHasTheSameMessageIdAlsoAfterAnEdit() throws Exception {
    String route = route(Map.of());
    String first = mailFrom(route, Map.of()).getMessageID();
    routes.save(route, step(Map.of("subject", "edited")) + "- log:\n    message: sent\n");
    MAILBOXES.purgeEmailFromAllMailboxes();
    MimeMessage again = mailFrom(route, Map.of());
    assertThat(again.getSubject()).isEqualTo("edited");
    assertThat(again.getMessageID())
        .isEqualTo(first)
        .isEqualTo("<" + event().getId() + "." + route + "@example.com>");
  }

  @Test
  void twoAlertsOfOneRouteHaveTwoMessageIds() throws Exception {
    routes.save("twice", step(Map.of()) + step(Map.of()));
    assertThat(send("twice", event(), Map.of()).getException()).isNull();
    MimeMessage[] mails = MAILBOXES.getReceivedMessages();
    assertThat(List.of(mails[0].getMessageID(), mails[1].getMessageID()))
        .containsExactly(
            "<" + event().getId() + ".twice@example.com>",
            "<" + event().getId() + ".twice~2@example.com>");
  }

  @Test
  void oneChangeIsMailedOnceThoughTwoEventsTellOfIt() throws Exception {
    String route = route(Map.of());
    assertThat(send(route, told("first"), Map.of()).getException()).isNull();
    Exchange second = send(route, told("second"), hostile());

    assertThat(second.getException()).isNull();
    assertThat(second.getMessage().getBody(Event.class).getId()).isEqualTo("second");
    assertThat(onlyMail().getMessageID()).startsWith("<first.");
    assertThat(meters.counter("copernica.repeated", "destination", route).count()).isEqualTo(1);
  }

  @Test
  void theSameEventIsMailedWheneverItIsDelivered() {
    String route = route(Map.of());
    send(route, told("first"), Map.of());
    send(route, told("first"), Map.of());
    assertThat(MAILBOXES.getReceivedMessages()).hasSize(2);
  }

  @Test
  void whatFailedForOneEventIsMailedForTheOther() throws Exception {
    String route = route(Map.of());
    MAILBOXES.setUser("alerts@example.com", "alerts", "changed");
    assertThat(send(route, told("first"), Map.of()).getException()).isNotNull();
    MAILBOXES.setUser("alerts@example.com", "alerts", "p+a&s%s?w#d");
    assertThat(send(route, told("second"), Map.of()).getException()).isNull();
    assertThat(onlyMail().getMessageID()).startsWith("<second.");
  }

  @Test
  void eventsThatDoNotSayWhenAreAllMailed() {
    String route = route(Map.of());
    send(route, with("mail", "a"), Map.of());
    send(route, with("mail", "a"), Map.of());
    assertThat(MAILBOXES.getReceivedMessages()).hasSize(2);
  }

  /** The same change, in requests of their own. */
  private static Event told(String id) {
    OffsetDateTime moment = OffsetDateTime.parse("2025-01-01T00:00:02Z").plusSeconds(id.length());
    return Event.of(Action.UPDATE, Subject.PROFILE, Origin.WEBHOOK, id, 1, moment, moment)
        .profile(4711L)
        .time(OffsetDateTime.parse("2025-01-01T00:00:00Z"))
        .fields(Map.of("first name", "Ann"))
        .build();
  }

  @Test
  void countsAMailOnceItWasTaken() {
    double before = meters.counter("copernica.mailed").count();
    send(route(Map.of()), event(), Map.of());
    assertThat(meters.counter("copernica.mailed").count()).isEqualTo(before + 1);
  }

  @Test
  void theBuiltInTextShowsIdsChangesStateAndTimes() throws Exception {
    String text = text(mailFrom(route(Map.of()), Map.of()));
    assertThat(text)
        .startsWith("update profile, told by webhook at 2025-01-01T00:00:02Z")
        .contains("database    9", "profile     4711", "happened    2025-01-01T01:00")
        .contains("Changed\n  mail: zoë@example.org\n")
        .contains("Now\n  first name: <Zoë> & \"co\"\n  mail: zoë@example.org\n")
        .contains("event " + event().getId())
        .doesNotContain("collection", "subprofile");
  }

  @Test
  void subjectsKeepAccentsAndEmoji() throws Exception {
    String subject = "Één 🍵 voor ${body.fields[first name]}";
    assertThat(mailFrom(route(Map.of("subject", subject)), Map.of()).getSubject())
        .isEqualTo("Één 🍵 voor <Zoë> & \"co\"");
  }

  @Test
  void subjectsKeepEveryCharacterThatMeansSomethingElsewhere() throws Exception {
    String subject =
        "#1+1 & 100% a?b:c \"d\" 'e' {f} g=h (i)& \\n $ ++ ${body.profile}++ ? x : RAW(y)";
    assertThat(mailFrom(route(Map.of("subject", subject)), Map.of()).getSubject())
        .isEqualTo("#1+1 & 100% a?b:c \"d\" 'e' {f} g=h (i)& \\n $ ++ 4711++ ? x : RAW(y)");
  }

  @Test
  void subjectsMayNameASetting() throws Exception {
    assertThat(mailFrom(route(Map.of("subject", "{{team.name}}: x")), Map.of()).getSubject())
        .isEqualTo("A & B + C: x");
  }

  @Test
  void aLineBreakInAFieldAddsNoHeader() throws Exception {
    Event evil = with("mail", "x\r\nBcc: thief@example.net\r\n\r\nbody\u2028z");
    String route = route(Map.of("subject", "mail ${body.fields[mail]}"));
    send(route, evil, Map.of());
    MimeMessage mail = onlyMail();
    assertThat(mail.getSubject()).isEqualTo("mail x Bcc: thief@example.net body z");
    assertThat(mail.getHeader("Bcc")).isNull();
  }

  @Test
  void aLongSubjectIsCut() throws Exception {
    send(
        route(Map.of("subject", "${body.fields[mail]}")), with("mail", "🍵".repeat(300)), Map.of());
    assertThat(onlyMail().getSubject()).isEqualTo("🍵".repeat(199) + "…");
  }

  @Test
  void htmlTemplatesEscapeEveryValue() throws Exception {
    template(
        "a.html",
        "<p>{{body.fields[first name]}}</p>{{#body.fields}}<b>{{name}}</b>{{/body.fields}}");
    MimeMessage mail = mailFrom(route(Map.of("template", "a.html")), Map.of());
    assertThat(mail.getContentType()).isEqualTo("text/html; charset=UTF-8");
    assertThat(text(mail))
        .isEqualTo("<p>&lt;Zoë&gt; &amp; &quot;co&quot;</p><b>first name</b><b>mail</b>");
  }

  @Test
  void textBesideAnHtmlTemplateIsSentAlong() throws Exception {
    template("both.html", "<p>{{body.profile}}</p>");
    template("both.txt", "profile {{body.profile}}");
    MimeMessage mail = mailFrom(route(Map.of("template", "both.html")), Map.of());
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(0).getContent()).isEqualTo("profile 4711");
    assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>4711</p>");
  }

  @Test
  void anEditedTemplateIsUsedForTheNextMail() throws Exception {
    template("edited.txt", "one");
    String route = route(Map.of("template", "edited.txt"));
    assertThat(text(mailFrom(route, Map.of()))).isEqualTo("one");
    template("edited.txt", "and two");
    MAILBOXES.purgeEmailFromAllMailboxes();
    assertThat(text(mailFrom(route, Map.of()))).isEqualTo("and two");
  }

  @Test
  void aBrokenEditOfATemplateLeavesTheLastGoodOneAndIsComplainedOfOnce(CapturedOutput log)
      throws Exception {
    template("later.txt", "good");
    String route = route(Map.of("template", "later.txt"));
    for (String broken : List.of("bad {{body.actoin}}", "")) {
      template("later.txt", broken);
      for (int mail = 0; mail < 2; mail++) {
        MAILBOXES.purgeEmailFromAllMailboxes();
        assertThat(text(mailFrom(route, Map.of()))).isEqualTo("good");
      }
    }
    Files.delete(templates.resolve("later.txt"));
    send(route, event(), Map.of());
    assertThat(log.getOut().lines().filter(l -> l.contains("template.refused")))
        .hasSize(3)
        .allMatch(l -> l.contains("ERROR") && l.contains("later.txt"));
  }

  @Test
  void refusesATemplateThatIsNotThereWhenTheRouteIsMade() {
    assertRefused(Map.of("template", "nope.txt"), "there is no file nope.txt");
  }

  @Test
  void refusesATemplateOutsideTheFolder() {
    assertRefused(Map.of("template", "../x.txt"), "without a folder");
  }

  @Test
  void refusesATemplateThatNamesWhatNoEventHas() throws Exception {
    template("typo.txt", "ok\n{{body.action}} {{body.actoin}}");
    assertRefused(
        Map.of("template", "typo.txt"),
        "typo.txt:2 there is no `body.actoin`; did you mean `body.action`?");
    template("inner.txt", "{{#body.fields}}{{valeu}}{{/body.fields}}");
    assertRefused(
        Map.of("template", "inner.txt"), "inner.txt:1 there is no `valeu`; did you mean `value`?");
    template("entry.txt", "{{body.feilds[mail]}}");
    assertRefused(Map.of("template", "entry.txt"), "entry.txt:1 there is no `body.feilds[mail]`");
  }

  @Test
  void theTemplateToCopyFromTheDocumentIsOne() throws Exception {
    String document = Files.readString(Path.of("docs/email-alerts.md"));
    template("copied.txt", document.split("```\\w*\n")[1]);
    assertThat(text(mailFrom(route(Map.of("template", "copied.txt")), Map.of())))
        .contains("profile", "event ");
  }

  @Test
  void refusesATemplateThatIncludesAnother() throws Exception {
    template("include.txt", "{{>/etc/passwd}}");
    assertRefused(Map.of("template", "include.txt"), "include.txt");
  }

  @Test
  void refusesAnAddressMadeOfTheEvent() {
    assertRefused(Map.of("to", "${body.fields[mail]}"), "`to` of email-alert-sink is fixed");
  }

  @Test
  void refusesASenderThatIsNoAddress() {
    assertRefused(Map.of("from", "no address"), "from: is not an e-mail address");
  }

  @Test
  void refusesASubjectThatReadsAHeader() {
    assertRefused(Map.of("subject", "${header.To}"), "subject: ${ must begin a name of the event");
  }

  @Test
  void refusesASubjectThatNamesWhatNoEventHas() {
    assertRefused(Map.of("subject", "${body.actoin}"), "an event has no `actoin`");
  }

  @Test
  void aTemplateThatCannotShowThisEventIsPoison() throws Exception {
    template("deep.txt", "{{#body.interests[tea]}}{{nope}}{{/body.interests[tea]}}");
    Exchange after = send(route(Map.of("template", "deep.txt")), event(), Map.of());
    assertThat(after.getException(DeliveryFailure.class).end()).isEqualTo(End.POISON);
    assertThat(after.getException()).hasMessageNotContaining("zoë");
  }

  @Test
  void severalRecipientsGetOneMail() throws Exception {
    String to = "\"A & B? (x)& 100%\" <a@example.com>, b+x@example.com, {d}=o'e#f@example.com";
    String route = route(Map.of("to", to));
    send(route, event(), Map.of());
    MimeMessage[] received = MAILBOXES.getReceivedMessages();
    assertThat(received).hasSize(3);
    assertThat(received[0].getHeader("To", ",").replaceAll("\\s+", " ")).isEqualTo(to);
  }

  @Test
  void aWrongPasswordIsTheMailServersOwnException() throws Exception {
    MAILBOXES.setUser("alerts@example.com", "alerts", "changed");
    try {
      assertThat(send(route(Map.of()), event(), Map.of()).getException())
          .isInstanceOf(AuthenticationFailedException.class);
    } finally {
      MAILBOXES.setUser("alerts@example.com", "alerts", "p+a&s%s?w#d");
    }
  }

  private MimeMessage mailFrom(String route, Map<String, Object> headers) {
    assertThat(send(route, event(), headers).getException()).isNull();
    return onlyMail();
  }

  private static MimeMessage onlyMail() {
    assertThat(MAILBOXES.getReceivedMessages()).hasSize(1);
    return MAILBOXES.getReceivedMessages()[0];
  }

  private Exchange send(String route, Event event, Map<String, Object> headers) {
    return routes.send(route, event, headers);
  }

  private void assertRefused(Map<String, String> parameters, String reason) {
    assertThat(routes.refused(KAMELET, with(parameters)))
        .singleElement()
        .asString()
        .contains(".camel.yaml:", reason);
  }

  /** A route of its own for these parameters. */
  private String route(Map<String, String> changed) {
    return routes.running(KAMELET, with(changed));
  }

  private static String step(Map<String, String> changed) {
    return RoutesUnderTest.step(KAMELET, with(changed));
  }

  private static Map<String, String> with(Map<String, String> changed) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("to", "team@example.com");
    parameters.put("from", "Copernica <alerts@example.com>");
    parameters.put("subject", "${body.action} of ${body.profile}");
    parameters.putAll(changed);
    return parameters;
  }

  private static void template(String name, String text) throws Exception {
    Files.writeString(templates.resolve(name), text);
  }

  private static String text(MimeMessage mail) throws Exception {
    return mail.getContent().toString().replace("\r\n", "\n").strip();
  }

  private static Map<String, String> headers(MimeMessage mail) throws MessagingException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : Collections.list(mail.getAllHeaders())) {
      headers.put(header.getName(), header.getValue());
    }
    return headers;
  }

  private static Map<String, Object> hostile() {
    return Map.of(
        "To", "thief@example.net",
        "Bcc", "thief@example.net",
        "CC", "thief@example.net",
        "Subject", "evil",
        "Reply-To", "thief@example.net",
        "mail.smtp.host", "evil.example.net",
        "Authorization", "Bearer 1",
        "contentType", "text/html",
        "X-Any", "leak");
  }

  private static Event event() {
    return with("mail", "zoë@example.org");
  }

  private static Event with(String field, String value) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("first name", "<Zoë> & \"co\"");
    fields.put(field, value);
    return Event.of(
            Action.UPDATE,
            Subject.PROFILE,
            Origin.WEBHOOK,
            "ab".repeat(32),
            1234,
            OffsetDateTime.parse("2025-01-01T00:00:01Z"),
            OffsetDateTime.parse("2025-01-01T00:00:02Z"))
        .database(9L)
        .profile(4711L)
        .fields(fields)
        .parameters(Map.of(field, value))
        .interests(Map.of("tea", true))
        .timestamp(LocalDateTime.parse("2025-01-01T01:00:00"))
        .build();
  }
}
