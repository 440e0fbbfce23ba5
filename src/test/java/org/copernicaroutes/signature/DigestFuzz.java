package org.copernicaroutes.signature;

import static org.copernicaroutes.support.Promise.holds;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * A Digest header is accepted only where it tells the hash of the body, and where each hash in it
 * that we know is the body's. The input is a header line and, after a line end, a body.
 */
public final class DigestFuzz {

  private static final Set<Refusal> REASONS = EnumSet.of(Refusal.DIGEST, Refusal.MALFORMED_HEADER);

  private DigestFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    int end = lineEnd(data);
    String header = new String(data, 0, end, StandardCharsets.ISO_8859_1);
    byte[] body = Arrays.copyOfRange(data, Math.min(end + 1, data.length), data.length);
    if (isAccepted(header, body)) {
      checkAccepted(header, body);
    }
    checkBesideTheRightHash(header, body);
  }

  private static int lineEnd(byte[] data) {
    int end = 0;
    while (end < data.length && data[end] != '\n') {
      end++;
    }
    return end;
  }

  private static void checkAccepted(String header, byte[] body) {
    String lower = header.toLowerCase(Locale.ROOT);
    holds(
        says(header, lower, Hash.SHA_256, body) || says(header, lower, Hash.SHA_512, body),
        "accepted: it tells the hash of the body");
    byte[] other = Arrays.copyOf(body, body.length + 1);
    holds(!isAccepted(header, other), "accepted: no other body is");
    holds(!isAccepted(header + "," + item(Hash.SHA_512, other), body), "one wrong hash is enough");
  }

  private static boolean says(String header, String lower, Hash hash, byte[] body) {
    return lower.contains(hash.name().toLowerCase(Locale.ROOT).replace('_', '-') + "=")
        && header.contains(base64(hash, body));
  }

  /** What the fuzzer cannot guess: with the right hash beside it, all but the wrong passes. */
  private static void checkBesideTheRightHash(String header, byte[] body) {
    String both = header + "," + item(Hash.SHA_256, body);
    if (isAccepted(both, body)) {
      checkAccepted(both, body);
    }
  }

  private static boolean isAccepted(String header, byte[] body) {
    try {
      Digest.requireMatch(header, body);
      return true;
    } catch (RefusedException e) {
      Refusals.check(e, REASONS);
      return false;
    }
  }

  private static String item(Hash hash, byte[] body) {
    return hash.name().replace('_', '-') + "=" + base64(hash, body);
  }

  private static String base64(Hash hash, byte[] body) {
    return Base64.getEncoder().encodeToString(hash.of(body));
  }
}
