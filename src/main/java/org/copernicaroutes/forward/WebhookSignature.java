package org.copernicaroutes.forward;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Standard Webhooks 1.0 does, with one key or, while a key is being replaced, several.
 *
 * <p>A secret is {@code whsec_} and the base64 of 24 to 64 random bytes; several are separated by
 * spaces. Messages never show one.
 */
record WebhookSignature(List<SecretKeySpec> keys) {

  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;

  /**
   * @throws IllegalArgumentException where a secret is not of that form
   */
  static WebhookSignature of(String secrets) {
    return new WebhookSignature(
        Arrays.stream(secrets.strip().split(" +")).map(WebhookSignature::key).toList());
  }

  private static SecretKeySpec key(String secret) {
    byte[] key =
        secret.startsWith(PREFIX) ? decode(secret.substring(PREFIX.length())) : new byte[0];
    if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "secret: must be whsec_ followed by the base64 of 24 to 64 random bytes."
              + " Make one with: echo whsec_$(openssl rand -base64 32)");
    }
    return new SecretKeySpec(key, ALGORITHM);
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** The value of webhook-signature: one signature per key. */
  String sign(String id, long timestamp, byte[] body) {
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return keys.stream().map(k -> "v1," + hmac(k, head, body)).collect(Collectors.joining(" "));
  }

  private static String hmac(SecretKeySpec key, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(head);
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
