package org.copernicaroutes.signature;

import java.util.List;

/** The keys under a name, or why there are none. */
sealed interface KeyAnswer {

  /** At least one and at most three, the current ones first. */
  record Keys(List<DkimKey> keys) implements KeyAnswer {

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
