package org.copernicaroutes.signature;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.copernicaroutes.callback.Untrusted;
import org.jspecify.annotations.Nullable;

/**
 * What the Signature header says (copernica-spec.md 4.2); nothing of it is proven.
 *
 * @param covered the names that the signing string is made of, in order, in lower case
 */
@SuppressWarnings("ArrayRecordComponent")
record SignatureHeader(
    String keyId, SignatureAlgorithm algorithm, List<String> covered, byte[] signature) {

  private static final int LONGEST = 8 * 1024;

  static SignatureHeader parse(String text) {
    if (text.length() > LONGEST) {
      throw SignatureParameters.malformed("is longer than 8 KiB");
    }
    Map<String, String> parameters = SignatureParameters.of(text);
    return new SignatureHeader(
        required(parameters, "keyId"),
        SignatureAlgorithm.named(parameters.get("algorithm")),
        covered(parameters.get("headers")),
        signature(required(parameters, "signature")));
  }

  boolean covers(String name) {
    return covered.contains(name);
  }

  /** Without the parameter the draft's default holds: Date alone, which is never enough. */
  private static List<String> covered(@Nullable String names) {
    return names == null ? List.of("date") : split(names.toLowerCase(Locale.ROOT));
  }

  private static List<String> split(String names) {
    Set<String> list = new LinkedHashSet<>();
    int start = 0;
    for (int i = 0; i <= names.length(); i++) {
      if (i == names.length() || SignatureParameters.isBlank(names.charAt(i))) {
        if (i > start) {
          addOnce(list, names.substring(start, i));
        }
        start = i + 1;
      }
    }
    return List.copyOf(list);
  }

  private static void addOnce(Set<String> list, String name) {
    if (!list.add(name)) {
      throw SignatureParameters.malformed("lists " + Untrusted.quoted(name) + " twice");
    }
  }

  private static byte[] signature(String text) {
    byte[] bytes = CanonicalBase64.decode(withoutBlanks(text));
    if (bytes == null || bytes.length == 0) {
      throw SignatureParameters.malformed("has a signature that is not canonical base64");
    }
    return bytes;
  }

  private static String withoutBlanks(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!SignatureParameters.isBlank(text.charAt(i))) {
        kept.append(text.charAt(i));
      }
    }
    return kept.toString();
  }

  private static String required(Map<String, String> parameters, String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw SignatureParameters.malformed("has no " + name);
    }
    return value;
  }
}
