package org.copernicaroutes.signature;

import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import org.copernicaroutes.callback.Untrusted;

/**
 * The Digest header against the body (copernica-spec.md 4.5): every hash that we know must match,
 * and there must be one.
 */
final class Digest {

  private Digest() {}

  static void requireMatch(String header, byte[] body) {
    Map<Hash, byte[]> hashes = new EnumMap<>(Hash.class);
    for (String item : header.split(",", -1)) {
      compare(item.strip(), body, hashes);
    }
    if (hashes.isEmpty()) {
      throw new RefusedException(
          Refusal.DIGEST,
          "the Digest header is "
              + Untrusted.quoted(header)
              + ", which has neither SHA-256 nor SHA-512");
    }
  }

  /** A hash that proves nothing is not looked at; one that is said often is made once. */
  private static void compare(String item, byte[] body, Map<Hash, byte[]> hashes) {
    int equals = item.indexOf('=');
    if (equals <= 0) {
      throw malformed(item);
    }
    Hash hash = Hash.named(item.substring(0, equals));
    if (hash != null) {
      byte[] claimed = bytes(item, equals);
      byte[] made = hashes.computeIfAbsent(hash, known -> known.of(body));
      if (!MessageDigest.isEqual(claimed, made)) {
        throw another(hash, body.length);
      }
    }
  }

  private static byte[] bytes(String item, int equals) {
    byte[] bytes = CanonicalBase64.decode(item.substring(equals + 1));
    if (bytes == null) {
      throw malformed(item);
    }
    return bytes;
  }

  private static RefusedException another(Hash hash, int length) {
    return new RefusedException(
        Refusal.DIGEST,
        "the body of "
            + length
            + " bytes is not the one that was signed: its "
            + hash.wireName()
            + " is not in the Digest header");
  }

  private static RefusedException malformed(String item) {
    return new RefusedException(
        Refusal.MALFORMED_HEADER,
        "the Digest header has "
            + Untrusted.quoted(item)
            + ", which is not algorithm=canonical base64");
  }
}
