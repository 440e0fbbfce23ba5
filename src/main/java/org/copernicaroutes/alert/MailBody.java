package org.copernicaroutes.alert;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.nio.file.Path;
import java.util.List;

/** The text of a mail, its HTML, or both, as their templates say. */
record MailBody(List<TemplateFile> templates) {

  /**
   * An HTML template with a text of the same name beside it makes a mail of both.
   *
   * @param examples of the names that a template is written in, to try it on
   * @throws IllegalArgumentException where there is no such file, or it names what is not there
   */
  static MailBody open(Path folder, String name, List<?> examples) {
    TemplateFile main = TemplateFile.open(folder, name, examples);
    String text = name.replaceFirst("html$", "txt");
    return !text.equals(name) && MailTemplate.exists(folder, text)
        ? new MailBody(List.of(TemplateFile.open(folder, text, examples), main))
        : new MailBody(List.of(main));
  }

  void fill(MimePart mail, Object names) throws MessagingException {
    if (templates.size() == 1) {
      write(mail, templates.get(0).current(), names);
      return;
    }
    MimeMultipart alternatives = new MimeMultipart("alternative");
    for (TemplateFile template : templates) {
      MimeBodyPart part = new MimeBodyPart();
      write(part, template.current(), names);
      alternatives.addBodyPart(part);
    }
    mail.setContent(alternatives);
  }

  private static void write(MimePart part, MailTemplate template, Object names)
      throws MessagingException {
    part.setText(template.render(names), "UTF-8", template.html() ? "html" : "plain");
  }
}
