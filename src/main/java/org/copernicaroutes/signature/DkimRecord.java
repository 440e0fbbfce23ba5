package org.copernicaroutes.signature;

import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Map;
import org.copernicaroutes.callback.Untrusted;

/** What one TXT record says, read as RFC 6376 section 3.6.1 has it (copernica-spec.md 4.5). */
sealed interface DkimRecord {

  int FEWEST_BITS = 1024;

  record Published(DkimKey key) implements DkimRecord {}

  /** An empty {@code p=}: the key was taken back. */
  record Revoked() implements DkimRecord {}

  /** A DKIM record, but of no use to us. */
  record Unusable(String why) implements DkimRecord {}

  /** Somebody else's record on the same name, such as SPF. */
  record Foreign() implements DkimRecord {}

  /**
   * @param text the character strings of the record, joined without a separator
   */
  static DkimRecord parse(String text) {
    Map<String, String> tags = TagList.of(text);
    String key = tags.get("p");
    if (key == null || !TagList.isDkim(tags)) {
      return new Foreign();
    }
    if (!tags.getOrDefault("k", "rsa").equals("rsa")) {
      return new Unusable("its key type is " + Untrusted.quoted(tags.get("k")) + ", not rsa");
    }
    if (!allowsSha256(tags.getOrDefault("h", "sha256"))) {
      return new Unusable("it forbids sha256");
    }
    return key.isEmpty() ? new Revoked() : published(key);
  }

  private static boolean allowsSha256(String hashes) {
    return Arrays.stream(hashes.split(":")).map(String::strip).anyMatch("sha256"::equals);
  }

  private static DkimRecord published(String base64) {
    RSAPublicKey key = RsaKeyBytes.key(base64);
    if (key == null) {
      return new Unusable("its p= is no RSA key");
    }
    int bits = key.getModulus().bitLength();
    return bits < FEWEST_BITS
        ? new Unusable("its key has " + bits + " bits, fewer than " + FEWEST_BITS)
        : new Published(new DkimKey(key));
  }
}
