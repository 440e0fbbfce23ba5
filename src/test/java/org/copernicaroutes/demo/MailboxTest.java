package org.copernicaroutes.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxTest {

  private final Mailbox mailbox = Mailbox.start(0);

  @AfterEach
  void stop() {
    mailbox.close();
  }

  @Test
  void tellsRecipientSenderAndDecodedSubjectOfAMailThatCameBySmtp() throws Exception {
    send("Zo\u00eb was deleted");

    assertThat(mailbox.news())
        .containsExactly("to desk@example.com from crm@example.com: \"Zo\u00eb was deleted\"");
  }

  @Test
  void tellsEachMailOnce() throws Exception {
    send("one");
    mailbox.news();

    assertThat(mailbox.news()).isEmpty();
  }

  private void send(String subject) throws Exception {
    Properties smtp = new Properties();
    smtp.setProperty("mail.smtp.host", "127.0.0.1");
    smtp.setProperty("mail.smtp.port", Integer.toString(mailbox.port()));
    MimeMessage mail = new MimeMessage(Session.getInstance(smtp));
    mail.setFrom(new InternetAddress("crm@example.com"));
    mail.setRecipient(RecipientType.TO, new InternetAddress("desk@example.com"));
    mail.setSubject(subject, "UTF-8");
    mail.setText("text");
    Transport.send(mail);
  }
}
