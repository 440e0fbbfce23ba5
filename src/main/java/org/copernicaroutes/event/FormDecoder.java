package org.copernicaroutes.event;

import java.nio.charset.StandardCharsets;

/**
 * Decodes {@code application/x-www-form-urlencoded} bodies as PHP does where that matters, and
 * without its losses where it does not (copernica-spec.md 3.2 to 3.4). Linear in the body's length.
 */
final class FormDecoder {

  private final Limits limits;

  FormDecoder(Limits limits) {
    this.limits = limits;
  }

  Variables decode(String text) throws UnreadableBody {
    return decode(text.getBytes(StandardCharsets.UTF_8));
  }

  Variables decode(byte[] body) throws UnreadableBody {
    limits.checkLength(body.length);
    Variables variables = new Variables();
    int pairs = 0;
    for (int from = 0, to; from < body.length; from = to + 1) {
      to = indexOf('&', body, from, body.length);
      if (to > from) {
        decodePair(body, from, to, variables);
        limits.checkVariables(++pairs + variables.branches());
      }
    }
    variables.flagSimilarNames();
    return variables;
  }

  private void decodePair(byte[] body, int from, int to, Variables variables)
      throws UnreadableBody {
    int equals = indexOf('=', body, from, to);
    String name = decodeText(body, from, equals, variables);
    if (name.indexOf('\0') >= 0) {
      throw new UnreadableBody("one of its variables has a NUL in its name");
    }
    if (!name.isEmpty()) {
      String value = decodeText(body, Math.min(equals + 1, to), to, variables);
      variables.put(path(name, variables).keys(), value);
    }
  }

  private VariableName path(String name, Variables variables) throws UnreadableBody {
    VariableName path = VariableName.of(name, limits);
    if (path.malformed()) {
      variables.flag(Flag.MALFORMED_NAME);
    }
    if (path.brackets()) {
      variables.flag(Flag.BRACKETS_IN_NAME);
    }
    return path;
  }

  private static int indexOf(char wanted, byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != wanted) {
      i++;
    }
    return i;
  }

  private static String decodeText(byte[] body, int from, int to, Variables variables) {
    byte[] decoded = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      int escaped = body[i] == '%' ? hexPair(body, i + 1, to) : -1;
      if (escaped >= 0) {
        decoded[length++] = (byte) escaped;
        i += 2;
      } else {
        decoded[length++] = body[i] == '+' ? (byte) ' ' : body[i];
        flagBadEscape(body[i], variables);
      }
    }
    return WireText.of(decoded, 0, length, variables.flags());
  }

  /** A percent sign that begins no escape is taken as it stands. */
  private static void flagBadEscape(byte literal, Variables variables) {
    if (literal == '%') {
      variables.flag(Flag.BAD_ESCAPE);
    }
  }

  /** The byte that two hex digits mean, -1 where there are none. */
  private static int hexPair(byte[] body, int from, int to) {
    if (from + 2 > to) {
      return -1;
    }
    int high = hexDigit(body[from]);
    int low = hexDigit(body[from + 1]);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  /** {@link Character#digit} would take digits of other scripts; a byte cannot be one. */
  private static int hexDigit(byte b) {
    return b < 0 ? -1 : Character.digit(b, 16);
  }
}
