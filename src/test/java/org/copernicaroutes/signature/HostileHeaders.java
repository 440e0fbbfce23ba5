package org.copernicaroutes.signature;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.copernicaroutes.callback.Untrusted;
import org.copernicaroutes.support.TestKey;

/** Headers and TXT records that somebody would send to make us work, each of any length wanted. */
public final class HostileHeaders {

  private static final byte[] BODY = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
  private static final String RIGHT =
      "SHA-256=" + Base64.getEncoder().encodeToString(Hash.SHA_256.of(BODY)) + ",";

  private HostileHeaders() {}

  /** Read before anything is proven. */
  public static Map<String, IntFunction<Runnable>> headers() {
    Map<String, IntFunction<Runnable>> kinds = new LinkedHashMap<>();
    signatures(kinds);
    digests(kinds);
    return kinds;
  }

  private static void signatures(Map<String, IntFunction<Runnable>> kinds) {
    kinds.put("signature: blanks", signature(n -> "keyId" + " ".repeat(n) + "=\"a\""));
    kinds.put("signature: many parameters", signature(n -> repeat(i -> "a" + i + "=1,", n)));
    kinds.put("signature: a quote never closed", signature(n -> "keyId=\"" + "x".repeat(n)));
    kinds.put(
        "signature: many names",
        signature(n -> "keyId=\"a\",signature=\"YQ==\",headers=\"" + names(n) + '"'));
    kinds.put(
        "signature: a long signature",
        signature(n -> "keyId=\"a\",signature=\"" + "AAAA".repeat(n / 4) + '"'));
  }

  private static void digests(Map<String, IntFunction<Runnable>> kinds) {
    kinds.put("digest: commas", digest(",", n -> ",".repeat(n)));
    kinds.put("digest: unknown hashes", digest("", n -> repeat(i -> "h" + i + "=1,", n)));
    kinds.put("digest: the right hash, often", digest("", n -> repeat(i -> RIGHT, n)));
  }

  public static Map<String, IntFunction<Runnable>> records() {
    Map<String, IntFunction<Runnable>> kinds = new LinkedHashMap<>();
    kinds.put("dkim: semicolons", dkim(n -> ";".repeat(n)));
    kinds.put("dkim: many tags", dkim(n -> repeat(i -> "t" + i + "=1;", n)));
    kinds.put("dkim: blanks between hashes", dkim(n -> "p=a; h=a" + " ".repeat(n) + "b"));
    kinds.put("dkim: blanks in the key", dkim(n -> "p=a" + " ".repeat(n) + "b"));
    kinds.put("dkim: a long key", dkim(n -> "p=" + "AAAA".repeat(n / 4)));
    kinds.put("dkim: bytes behind a key", dkim(n -> TestKey.ONE.dkim() + "AAAA".repeat(n / 4)));
    return kinds;
  }

  private static IntFunction<Runnable> signature(IntFunction<String> header) {
    return length -> {
      String text = header.apply(length - 60);
      return () -> refusable(() -> SignatureHeader.parse(text));
    };
  }

  private static IntFunction<Runnable> digest(String before, IntFunction<String> header) {
    return length -> {
      String text = before + header.apply(length);
      return () -> refusable(() -> Digest.requireMatch(text, BODY));
    };
  }

  private static IntFunction<Runnable> dkim(IntFunction<String> record) {
    return length -> {
      String text = record.apply(length);
      return () -> DkimRecord.parse(text);
    };
  }

  /** To refuse costs as well. */
  private static void refusable(Runnable read) {
    try {
      read.run();
    } catch (RefusedException e) {
      Untrusted.quoted(String.valueOf(e.getMessage()));
    }
  }

  private static String names(int length) {
    return repeat(i -> Integer.toString(i, Character.MAX_RADIX) + " ", length - 40);
  }

  private static String repeat(IntFunction<String> part, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < length; i++) {
      text.append(part.apply(i));
    }
    return text.toString();
  }
}
