package org.copernicaroutes.operator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * A user and a password, as HTTP Basic (RFC 7617) writes them; kept and compared as a digest, in
 * the same time whatever is wrong.
 */
final class Credentials {

  private static final String SCHEME = "Basic ";

  private final byte[] digest;

  Credentials(String user, String password) {
    digest = sha256(pair(user, password));
  }

  /** What a client sends as {@code Authorization}. */
  static String header(String user, String password) {
    return SCHEME + Base64.getEncoder().encodeToString(pair(user, password));
  }

  /**
   * @param header {@code Authorization} as a stranger has written it
   */
  boolean match(String header) {
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(digest, sha256(decoded(header.substring(SCHEME.length()))));
  }

  private static byte[] pair(String user, String password) {
    return (user + ":" + password).getBytes(StandardCharsets.UTF_8);
  }

  /** What is no base64 is no pair either, as little as nothing is. */
  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
