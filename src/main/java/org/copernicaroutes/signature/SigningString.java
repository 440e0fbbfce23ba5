package org.copernicaroutes.signature;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.copernicaroutes.callback.Untrusted;

/**
 * The bytes that were signed (copernica-spec.md 4.4): one line per covered name, joined by LF.
 *
 * <p>Its SHA-256 is the event id. RSA as used here is deterministic, so whoever repeats a signature
 * repeats these bytes, and with them the id.
 */
@SuppressWarnings("ArrayRecordComponent")
record SigningString(byte[] bytes) {

  static final String REQUEST_TARGET = "(request-target)";

  static SigningString of(
      List<String> covered, String method, AddressedTo addressed, HeaderFields headers) {
    StringBuilder lines = new StringBuilder(512);
    for (String name : covered) {
      lines.append(lines.isEmpty() ? "" : "\n").append(name).append(": ");
      switch (name) {
        case REQUEST_TARGET ->
            append(lines, name, method.toLowerCase(Locale.ROOT) + " " + addressed.target());
        case "host" -> append(lines, name, addressed.host());
        default -> append(lines, name, headers.joined(name));
      }
    }
    return new SigningString(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Lower-case hex. */
  String id() {
    return Hash.SHA_256.hex(bytes);
  }

  /** A line end inside a value would let it pass for lines of its own. */
  private static void append(StringBuilder lines, String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\n' || c == '\r' || c == 0 || c > 0xFF) {
        throw new RefusedException(
            Refusal.MALFORMED_HEADER,
            Untrusted.quoted(name) + " holds a character that no header can have");
      }
    }
    lines.append(value);
  }
}
