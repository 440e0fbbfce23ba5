package org.copernicaroutes.event;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A form read by means of Java's own URLDecoder, slowly: the variables without brackets. */
final class PlainForm {

  private static final Pattern BAD_ESCAPE = Pattern.compile("%(?!\\p{XDigit}{2})");
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private final String body;
  private final Map<String, String> plain = new HashMap<>();
  private final Set<String> tops = new HashSet<>();
  private int named;

  PlainForm(byte[] bytes) {
    body = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!hasBadEscape()) {
      for (String pair : body.split("&")) {
        read(pair.split("=", 2));
      }
      plain.keySet().removeAll(tops);
    }
  }

  /** In a pair that counts: one without a name is passed over. */
  boolean hasBadEscape() {
    return Arrays.stream(body.split("&"))
        .anyMatch(pair -> !pair.startsWith("=") && BAD_ESCAPE.matcher(pair).find());
  }

  /** By name, the last value; only those that no name in brackets begins with. */
  Map<String, String> plain() {
    return plain;
  }

  /** How many pairs have a name. */
  int named() {
    return named;
  }

  private void read(String[] pair) {
    if (!pair[0].isEmpty()) {
      named++;
      read(text(pair[0]), pair.length < 2 ? "" : pair[1]);
    }
  }

  private void read(String name, String value) {
    int open = name.indexOf('[');
    if (open < 0) {
      plain.put(name, text(value));
    } else if (open > 0) {
      tops.add(name.substring(0, open));
    }
  }

  private static String text(String escaped) {
    byte[] bytes =
        URLDecoder.decode(escaped, StandardCharsets.ISO_8859_1)
            .getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return windows1252(bytes);
    }
  }

  /** Byte by byte; where the code page has no character, the control character of that number. */
  private static String windows1252(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      String character = new String(new byte[] {b}, WINDOWS_1252);
      text.append(character.equals("\uFFFD") ? String.valueOf((char) (b & 0xFF)) : character);
    }
    return text.toString();
  }
}
