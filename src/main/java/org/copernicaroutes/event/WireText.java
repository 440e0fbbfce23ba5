package org.copernicaroutes.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Bytes to text without ever losing one: strict UTF-8, else Windows-1252 and a flag
 * (copernica-spec.md 3.2, no. 5).
 */
final class WireText {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final char REPLACEMENT = '\uFFFD';

  private WireText() {}

  /** No replacement in the result means that nothing was replaced, which is nearly always so. */
  static String of(byte[] bytes, int from, int to, Set<Flag> flags) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : strict(bytes, from, to, flags);
  }

  private static String strict(byte[] bytes, int from, int to, Set<Flag> flags) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      flags.add(Flag.WINDOWS_1252);
      return windows1252(bytes, from, to);
    }
  }

  /** The five bytes that Windows-1252 leaves open become the control characters of their number. */
  private static String windows1252(byte[] bytes, int from, int to) {
    char[] text = new String(bytes, from, to - from, WINDOWS_1252).toCharArray();
    for (int i = 0; i < text.length; i++) {
      if (text[i] == REPLACEMENT) {
        text[i] = (char) (bytes[from + i] & 0xFF);
      }
    }
    return new String(text);
  }
}
