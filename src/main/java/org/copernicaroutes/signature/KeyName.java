package org.copernicaroutes.signature;

import java.util.Locale;
import org.copernicaroutes.callback.Untrusted;

/** Where in DNS the key is: a host name below our zone, in lower case, without the last dot. */
record KeyName(String text) {

  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;

  static KeyName of(String keyId, String zone) {
    String name = withoutLastDot(keyId).toLowerCase(Locale.ROOT);
    if (!isHostName(name) || !name.endsWith("." + zone)) {
      throw new RefusedException(
          Refusal.KEY_NAME,
          "the keyId is "
              + Untrusted.quoted(keyId)
              + ", which is no name below "
              + zone
              + " (copernica.signature.key-domain)");
    }
    return new KeyName(name);
  }

  private static String withoutLastDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  static boolean isHostName(String name) {
    int label = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' ? label == 0 : !isLabelPart(c)) {
        return false;
      }
      label = c == '.' ? 0 : label + 1;
      if (label > LONGEST_LABEL) {
        return false;
      }
    }
    return label > 0 && name.length() <= LONGEST;
  }

  private static boolean isLabelPart(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
  }
}
