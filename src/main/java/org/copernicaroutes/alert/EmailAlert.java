package org.copernicaroutes.alert;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.util.Date;
import java.util.List;
import org.copernicaroutes.event.Event;

/**
 * Makes the mail about one event: the headers below and no others.
 *
 * <p>Date is the moment of receipt and Message-ID is made of event and step, so that a repeated
 * delivery is the same mail and can be recognised as such, also after the route file was edited.
 */
record EmailAlert(
    InternetAddress from, List<InternetAddress> to, List<TemplateFile> templates, String stepName) {

  EmailAlert {
    to = List.copyOf(to);
    templates = List.copyOf(templates);
  }

  MimeMessage about(Event event, String subject) throws MessagingException {
    MimeMessage mail = new AlertMessage(messageId(event));
    mail.setFrom(from);
    mail.setRecipients(RecipientType.TO, to.toArray(InternetAddress[]::new));
    mail.setSubject(subject, "UTF-8");
    mail.setSentDate(Date.from(event.getReceivedAt().toInstant()));
    mail.setHeader("Auto-Submitted", "auto-generated");
    fill(mail, event);
    mail.saveChanges();
    return mail;
  }

  private void fill(MimePart mail, Event event) throws MessagingException {
    if (templates.size() == 1) {
      write(mail, templates.get(0).current(), event);
      return;
    }
    MimeMultipart alternatives = new MimeMultipart("alternative");
    for (TemplateFile template : templates) {
      MimeBodyPart part = new MimeBodyPart();
      write(part, template.current(), event);
      alternatives.addBodyPart(part);
    }
    mail.setContent(alternatives);
  }

  private static void write(MimePart part, MailTemplate template, Event event)
      throws MessagingException {
    part.setText(template.render(event), "UTF-8", template.html() ? "html" : "plain");
  }

  private String messageId(Event event) {
    String domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
    return "<" + event.getId() + "." + stepName + "@" + domain + ">";
  }
}
