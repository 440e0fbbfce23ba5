package org.copernicaroutes.event;

import java.util.List;
import java.util.Locale;
import org.copernicaroutes.signature.VerifiedRequest;

/**
 * How a body is written. Only a signed Content-Type may say anything but form (4.6; 2.10, no. 12);
 * its charset says nothing, since one rule for bytes serves all (3.2, no. 5).
 */
enum BodyFormat {
  FORM,
  JSON,
  XML;

  static BodyFormat of(VerifiedRequest verified) throws UnreadableBody {
    List<String> types = verified.request().values("Content-Type");
    if (!verified.contentTypeSigned() || types.isEmpty()) {
      return FORM;
    }
    return of(mediaType(String.join(",", types)));
  }

  /** Why it was read as a form, where its sender may have meant something else. */
  static String hint(VerifiedRequest verified) {
    boolean saysForm =
        verified.request().values("Content-Type").stream()
            .allMatch(type -> mediaType(type).equals("application/x-www-form-urlencoded"));
    return verified.contentTypeSigned() || saysForm
        ? ""
        : "; it was read as a form, since the signature does not cover its Content-Type";
  }

  private static BodyFormat of(String mediaType) throws UnreadableBody {
    if (mediaType.isEmpty() || mediaType.equals("application/x-www-form-urlencoded")) {
      return FORM;
    }
    if (mediaType.equals("application/json") || mediaType.endsWith("+json")) {
      return JSON;
    }
    if (mediaType.endsWith("/xml") || mediaType.endsWith("+xml")) {
      return XML;
    }
    throw new UnreadableBody("its Content-Type is none of form, JSON and XML");
  }

  private static String mediaType(String contentType) {
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.trim().toLowerCase(Locale.ROOT);
  }
}
