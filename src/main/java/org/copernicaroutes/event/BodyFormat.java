package org.copernicaroutes.event;

import java.util.List;
import java.util.Locale;
import org.copernicaroutes.signature.VerifiedRequest;

/**
 * How a body is written. Only a signed Content-Type may say anything but form (4.6; 2.10, no. 12).
 */
enum BodyFormat {
  FORM,
  JSON;

  static BodyFormat of(VerifiedRequest verified) throws UnreadableBody {
    List<String> types = verified.request().values("Content-Type");
    if (!verified.contentTypeSigned() || types.isEmpty()) {
      return FORM;
    }
    return of(mediaType(String.join(",", types)));
  }

  private static BodyFormat of(String mediaType) throws UnreadableBody {
    if (mediaType.isEmpty() || mediaType.equals("application/x-www-form-urlencoded")) {
      return FORM;
    }
    if (mediaType.equals("application/json") || mediaType.endsWith("+json")) {
      return JSON;
    }
    throw new UnreadableBody(
        "its Content-Type is neither application/x-www-form-urlencoded nor application/json");
  }

  private static String mediaType(String contentType) {
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.trim().toLowerCase(Locale.ROOT);
  }
}
