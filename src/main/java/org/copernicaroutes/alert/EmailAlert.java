package org.copernicaroutes.alert;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.copernicaroutes.event.Event;

/**
 * Makes the mail about an event, or about a digest: the headers below and no others.
 *
 * <p>Date is the moment of receipt, of a digest's last event, and Message-ID is made of event, of a
 * digest's first event, and step; so a repeated delivery is the same mail and can be recognised as
 * such, also after the route file was edited.
 */
record EmailAlert(
    InternetAddress from,
    List<InternetAddress> to,
    MailBody single,
    MailBody digest,
    String stepName) {

  EmailAlert {
    to = List.copyOf(to);
  }

  AlertMessage about(Event event, String subject) throws MessagingException {
    AlertMessage mail = mail(event.getId(), subject, event.getReceivedAt().toInstant());
    single.fill(mail, new EventNames(event));
    mail.saveChanges();
    return mail;
  }

  AlertMessage about(Digest alerts) throws MessagingException {
    AlertMessage mail = mail(alerts.id() + ".digest", alerts.subjectOfAll(), alerts.last());
    digest.fill(mail, DigestNames.of(alerts));
    mail.saveChanges();
    return mail;
  }

  private AlertMessage mail(String id, String subject, Instant sent) throws MessagingException {
    AlertMessage mail = new AlertMessage(messageId(id));
    mail.setFrom(from);
    mail.setRecipients(RecipientType.TO, to.toArray(InternetAddress[]::new));
    mail.setSubject(subject, "UTF-8");
    mail.setSentDate(Date.from(sent));
    mail.setHeader("Auto-Submitted", "auto-generated");
    return mail;
  }

  private String messageId(String id) {
    String domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
    return "<" + id + "." + stepName + "@" + domain + ">";
  }
}
