package org.copernicaroutes.demo;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The sending side of Copernica: turns a body into a signed call (copernica-spec.md, section 4).
 *
 * <p>Shares no code with the check on the receiving side, so that neither can cover for the other.
 */
record Copernica(DemoKey key, long account, URI door, Clock clock, RandomGenerator random) {

  static final String FORM = "application/x-www-form-urlencoded";

  /** The least number of six digits in base 36: the documented nonce has six characters. */
  private static final long LEAST_NONCE = 36L * 36 * 36 * 36 * 36;

  private static final String REQUEST_TARGET = "(request-target)";

  /** Always two digits for the day, as HTTP wants it; RFC_1123_DATE_TIME would write one. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  Copernica with(DemoKey other) {
    return new Copernica(other, account, door, clock, random);
  }

  Copernica with(long otherAccount) {
    return new Copernica(key, otherAccount, door, clock, random);
  }

  Copernica with(Clock other) {
    return new Copernica(key, account, door, other, random);
  }

  Call sign(String body) {
    Call call = new Call(headers(body), body);
    return call.with("Signature", signature(call.headers()));
  }

  private Map<String, String> headers(String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", door.getRawAuthority());
    headers.put("Date", HTTP_DATE.format(clock.instant()));
    headers.put("Content-Length", Integer.toString(body.length()));
    headers.put("Content-Type", FORM);
    headers.put("X-Copernica-ID", "account_" + account);
    headers.put("Digest", "SHA-256=" + sha256(body));
    headers.put("X-Nonce", nonce());
    return headers;
  }

  private String signature(Map<String, String> headers) {
    return "keyId=\"%s\",algorithm=\"rsa-sha256\",headers=\"%s\",signature=\"%s\""
        .formatted(key.name(), names(headers), key.sign(ascii(signingString(headers))));
  }

  private static String names(Map<String, String> headers) {
    return headers.keySet().stream()
        .map(Copernica::lowerCase)
        .collect(Collectors.joining(" ", REQUEST_TARGET + " ", ""));
  }

  private String signingString(Map<String, String> headers) {
    return REQUEST_TARGET + ": post " + target() + "\n" + lines(headers);
  }

  private static String lines(Map<String, String> headers) {
    return headers.entrySet().stream()
        .map(h -> lowerCase(h.getKey()) + ": " + h.getValue())
        .collect(Collectors.joining("\n"));
  }

  private String target() {
    return door.getRawQuery() == null
        ? door.getRawPath()
        : door.getRawPath() + "?" + door.getRawQuery();
  }

  private String nonce() {
    return Long.toString(random.nextLong(LEAST_NONCE, 36 * LEAST_NONCE), 36);
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String sha256(String body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(ascii(body));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256.", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
