package org.copernicaroutes.event;

import java.util.EnumSet;
import java.util.Set;

/** Decodes what is text as a whole, whether it is a body by itself or a field of a form. */
abstract class TextDecoder {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  final Limits limits;

  TextDecoder(Limits limits) {
    this.limits = limits;
  }

  final Variables decode(byte[] body) throws UnreadableBody {
    limits.checkLength(body.length);
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    return decode(WireText.of(body, 0, body.length, flags)).flagAll(flags);
  }

  final Variables decode(String text) throws UnreadableBody {
    return read(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
  }

  /**
   * @param text without byte order mark
   */
  abstract Variables read(String text) throws UnreadableBody;
}
