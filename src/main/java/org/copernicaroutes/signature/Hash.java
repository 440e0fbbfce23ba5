package org.copernicaroutes.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The hashes that count as proof. */
enum Hash {
  SHA_256("SHA-256"),
  SHA_512("SHA-512");

  private final String name;

  Hash(String name) {
    this.name = name;
  }

  /** As in a Digest header. */
  String wireName() {
    return name;
  }

  /** By its name in a Digest header, in any case; null for all that prove nothing. */
  static @Nullable Hash named(String name) {
    for (Hash hash : values()) {
      if (hash.name.equalsIgnoreCase(name)) {
        return hash;
      }
    }
    return null;
  }

  byte[] of(byte[] bytes) {
    try {
      return MessageDigest.getInstance(name).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + name, e);
    }
  }

  String hex(byte[] bytes) {
    return HexFormat.of().formatHex(of(bytes));
  }
}
