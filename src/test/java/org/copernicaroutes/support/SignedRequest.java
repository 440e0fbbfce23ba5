package org.copernicaroutes.support;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.callback.CapturedRequest.Header;
import org.jspecify.annotations.Nullable;

/**
 * A request that Copernica could have sent. Start from {@link #valid()} and spoil one thing: before
 * signing here, after signing in the {@link SentRequest} that {@link #sent()} gives.
 *
 * <p>Signed with {@link TestKey#ONE} under {@link #KEY_ID}: a {@link FakeDns} serves it after
 * {@code dns.txt(SignedRequest.KEY_ID, TestKey.ONE.dkim())}. Every valid request has a nonce of its
 * own, so that no two are replays of each other.
 */
public final class SignedRequest {

  public static final String KEY_ID = "one._domainkey.copernica.com";
  public static final String HOST = "hooks.example.org";
  public static final String ACCOUNT = "account_1234";
  public static final String PATH = "/copernica/callback";
  public static final Instant SIGNED_AT = Instant.parse("2025-01-01T00:00:00Z");
  public static final String BODY =
      "type=update&profile=123&database=9&fields%5Bmail%5D=ann%40example.org"
          + "&modified=2025-01-01+01%3A00%3A00";

  private static final AtomicLong NONCES = new AtomicLong();
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final List<Header> headers = new ArrayList<>();
  private String method = "POST";
  private String target = PATH;
  private byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
  private Instant signedAt = SIGNED_AT;
  private String keyId = KEY_ID;
  private @Nullable String algorithm = "rsa-sha256";
  private @Nullable String covered =
      "(request-target) host date content-length content-type x-copernica-id digest x-nonce";
  private UnaryOperator<byte[]> signer = bytes -> TestKey.ONE.sign("SHA256withRSA", bytes);
  private UnaryOperator<String> string = UnaryOperator.identity();

  private SignedRequest() {
    headers.add(new Header("Host", HOST));
    headers.add(new Header("X-Copernica-ID", ACCOUNT));
    headers.add(new Header("Content-Type", "application/x-www-form-urlencoded"));
    headers.add(new Header("X-Nonce", "n" + NONCES.incrementAndGet()));
  }

  public static SignedRequest valid() {
    return new SignedRequest();
  }

  public SignedRequest method(String value) {
    method = value;
    return this;
  }

  public SignedRequest target(String value) {
    target = value;
    return this;
  }

  public SignedRequest body(String value) {
    return body(value.getBytes(StandardCharsets.UTF_8));
  }

  public SignedRequest body(byte[] value) {
    body = value;
    return this;
  }

  /** Sets the Date header, in whole seconds. */
  public SignedRequest signedAt(Instant value) {
    signedAt = value;
    return this;
  }

  /** Replaces that header, whatever it would have been. */
  public SignedRequest header(String name, String value) {
    without(name);
    headers.add(new Header(name, value));
    return this;
  }

  /** For the headers that are there by default, not for Date, Digest and Content-Length. */
  public SignedRequest without(String name) {
    headers.removeIf(h -> h.name().equalsIgnoreCase(name));
    return this;
  }

  public SignedRequest keyId(String value) {
    keyId = value;
    return this;
  }

  public SignedRequest key(TestKey key) {
    return signer(bytes -> key.sign("SHA256withRSA", bytes));
  }

  /** What makes signature bytes of the signing string. */
  public SignedRequest signer(UnaryOperator<byte[]> value) {
    signer = value;
    return this;
  }

  /** The algorithm parameter; null leaves it out. */
  public SignedRequest algorithm(@Nullable String value) {
    algorithm = value;
    return this;
  }

  /** The headers parameter; null leaves it out. */
  public SignedRequest covering(@Nullable String names) {
    covered = names;
    return this;
  }

  /** Signs something else than the right signing string. */
  public SignedRequest signingString(UnaryOperator<String> change) {
    string = change;
    return this;
  }

  /** As the door would capture it in the second of its signature. */
  public CapturedRequest captured() {
    return sent().captured(signedAt);
  }

  public SentRequest sent() {
    SentRequest unsigned = new SentRequest(method, target, withComputed(), body);
    byte[] signature = signer.apply(latin1(string.apply(signingStringOf(unsigned))));
    return unsigned.withAnother("Signature", signatureHeader(signature));
  }

  private List<Header> withComputed() {
    List<Header> all = new ArrayList<>(headers);
    addAbsent(all, "Date", IMF_FIXDATE.format(signedAt));
    addAbsent(all, "Digest", "SHA-256=" + base64(sha256(body)));
    addAbsent(all, "Content-Length", String.valueOf(body.length));
    return all;
  }

  private static void addAbsent(List<Header> all, String name, String value) {
    if (all.stream().noneMatch(h -> h.name().equalsIgnoreCase(name))) {
      all.add(new Header(name, value));
    }
  }

  /** A name that the request does not have is signed as empty. */
  private String signingStringOf(SentRequest request) {
    String names = covered == null ? "date" : covered.strip();
    return names.isEmpty()
        ? ""
        : List.of(names.toLowerCase(Locale.ROOT).split("\\s+")).stream()
            .map(name -> name + ": " + signedValue(request, name))
            .collect(Collectors.joining("\n"));
  }

  private static String signedValue(SentRequest request, String name) {
    return name.equals("(request-target)")
        ? request.method().toLowerCase(Locale.ROOT) + " " + request.target()
        : request.headers().stream()
            .filter(h -> h.name().equalsIgnoreCase(name))
            .map(h -> h.value().strip())
            .collect(Collectors.joining(", "));
  }

  private String signatureHeader(byte[] signature) {
    List<String> parameters = new ArrayList<>();
    parameters.add(parameter("keyId", keyId));
    if (algorithm != null) {
      parameters.add(parameter("algorithm", algorithm));
    }
    if (covered != null) {
      parameters.add(parameter("headers", covered));
    }
    parameters.add(parameter("signature", base64(signature)));
    return String.join(",", parameters);
  }

  private static String parameter(String name, String value) {
    return name + "=\"" + value + "\"";
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
