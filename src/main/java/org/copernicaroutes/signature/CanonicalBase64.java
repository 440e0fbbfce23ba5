package org.copernicaroutes.signature;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Base64 that has one spelling per value: padded, nothing foreign, no stray bits at its end.
 *
 * <p>A second spelling would let a replay differ from its original.
 */
final class CanonicalBase64 {

  private CanonicalBase64() {}

  /** Null where the text is not canonical. */
  static byte @Nullable [] decode(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
