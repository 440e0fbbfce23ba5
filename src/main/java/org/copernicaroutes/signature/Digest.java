package org.copernicaroutes.signature;

import java.security.MessageDigest;
import org.copernicaroutes.callback.Untrusted;

/**
 * The Digest header against the body (copernica-spec.md 4.5): every hash that we know must match,
 * and there must be one.
 */
final class Digest {

  private Digest() {}

  static void requireMatch(String header, byte[] body) {
    boolean proven = false;
    for (String item : header.split(",", -1)) {
      proven |= matches(item.strip(), body);
    }
    if (!proven) {
      throw new RefusedException(
          Refusal.DIGEST,
          "the Digest header is "
              + Untrusted.quoted(header)
              + ", which has neither SHA-256 nor SHA-512");
    }
  }

  /** False: a hash that proves nothing, and is not looked at. */
  private static boolean matches(String item, byte[] body) {
    int equals = item.indexOf('=');
    if (equals <= 0) {
      throw malformed(item);
    }
    Hash hash = Hash.named(item.substring(0, equals));
    if (hash == null) {
      return false;
    }
    byte[] claimed = CanonicalBase64.decode(item.substring(equals + 1));
    if (claimed == null) {
      throw malformed(item);
    }
    if (!MessageDigest.isEqual(claimed, hash.of(body))) {
      throw new RefusedException(
          Refusal.DIGEST,
          "the body of "
              + body.length
              + " bytes is not the one that was signed: its "
              + hash.wireName()
              + " is not in the Digest header");
    }
    return true;
  }

  private static RefusedException malformed(String item) {
    return new RefusedException(
        Refusal.MALFORMED_HEADER,
        "the Digest header has "
            + Untrusted.quoted(item)
            + ", which is not algorithm=canonical base64");
  }
}
