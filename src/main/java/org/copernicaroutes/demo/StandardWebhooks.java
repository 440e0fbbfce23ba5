package org.copernicaroutes.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a receiver of Standard Webhooks checks a signature: HMAC-SHA256 over {@code id.time.body}.
 *
 * @param secret {@code whsec_} and base64
 */
record StandardWebhooks(String secret) {

  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";

  /**
   * @param signatures the header: one or more, parted by spaces
   */
  boolean verifies(String id, String time, String body, String signatures) {
    byte[] wanted = (VERSION + hmac(id + "." + time + "." + body)).getBytes(StandardCharsets.UTF_8);
    return Arrays.stream(signatures.split(" "))
        .map(s -> s.getBytes(StandardCharsets.UTF_8))
        .anyMatch(s -> MessageDigest.isEqual(s, wanted));
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(), "HmacSHA256"));
      byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no HMAC-SHA256.", e);
    }
  }

  private byte[] key() {
    String base64 = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
    return Base64.getDecoder().decode(base64);
  }

  /** Not the secret. */
  @Override
  public String toString() {
    return "StandardWebhooks";
  }
}
