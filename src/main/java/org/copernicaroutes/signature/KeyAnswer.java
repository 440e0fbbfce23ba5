package org.copernicaroutes.signature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys under a name, or why there are none. */
sealed interface KeyAnswer {

  /**
   * At least one and at most three, the current ones first.
   *
   * @param doubt why DNS could not say just now whether there are newer ones; null where it could
   */
  record Keys(List<DkimKey> keys, @Nullable String doubt) implements KeyAnswer {

    boolean made(SignatureHeader header, SigningString string) {
      for (DkimKey key : keys) {
        if (key.made(header, string)) {
          return true;
        }
      }
      return false;
    }
  }

  /** DNS is sure: no such key, or it is revoked or of no use. */
  record Absent(String why) implements KeyAnswer {}

  /** It could not be found out just now. */
  record Unavailable(String why) implements KeyAnswer {}
}
