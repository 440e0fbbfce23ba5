package org.copernicaroutes.signature;

import org.copernicaroutes.callback.Untrusted;
import org.jspecify.annotations.Nullable;

/**
 * The only algorithms there are. The name in the header chooses between two hashes and nothing
 * else; that it is RSA follows from the key.
 */
enum SignatureAlgorithm {
  RSA_SHA256("rsa-sha256", "SHA256withRSA"),
  RSA_SHA512("rsa-sha512", "SHA512withRSA");

  private final String wireName;
  private final String javaName;

  SignatureAlgorithm(String wireName, String javaName) {
    this.wireName = wireName;
    this.javaName = javaName;
  }

  String javaName() {
    return javaName;
  }

  /** Null, no parameter: the default of the draft for an RSA key. */
  static SignatureAlgorithm named(@Nullable String name) {
    if (name == null) {
      return RSA_SHA256;
    }
    for (SignatureAlgorithm algorithm : values()) {
      if (algorithm.wireName.equalsIgnoreCase(name)) {
        return algorithm;
      }
    }
    throw new RefusedException(
        Refusal.ALGORITHM,
        "the algorithm is "
            + Untrusted.quoted(name)
            + ", accepted are rsa-sha256 and rsa-sha512 only");
  }
}
