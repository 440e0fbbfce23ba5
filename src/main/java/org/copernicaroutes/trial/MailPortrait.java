package org.copernicaroutes.trial;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mail as its reader would see it: headers, text, HTML. */
final class MailPortrait {

  private MailPortrait() {}

  static Map<String, @Nullable Object> of(MimeMessage mail) throws MessagingException, IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : Collections.list(mail.getAllHeaders())) {
      headers.put(header.getName(), MimeUtility.decodeText(MimeUtility.unfold(header.getValue())));
    }
    Map<String, @Nullable Object> said =
        Told.saying("headers", headers, "text", null, "html", null);
    addBody(mail, said);
    return said;
  }

  private static void addBody(Part part, Map<String, @Nullable Object> said)
      throws MessagingException, IOException {
    Object content = part.getContent();
    if (content instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        addBody(parts.getBodyPart(i), said);
      }
    } else {
      said.put(part.isMimeType("text/html") ? "html" : "text", String.valueOf(content));
    }
  }
}
