package org.copernicaroutes.signature;

import static org.copernicaroutes.support.Promise.holds;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** A Signature header is refused with a reason, or means one thing however it is written. */
public final class SignatureHeaderFuzz {

  private static final Set<Refusal> REASONS =
      EnumSet.of(Refusal.MALFORMED_SIGNATURE, Refusal.ALGORITHM);

  private SignatureHeaderFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    try {
      check(SignatureHeader.parse(text), text);
    } catch (RefusedException e) {
      Refusals.check(e, REASONS);
    }
  }

  private static void check(SignatureHeader header, String text) {
    holds(new HashSet<>(header.covered()).size() == header.covered().size(), "no name twice");
    holds(header.signature().length > 0, "there is a signature");
    holds(text.contains(header.keyId()), "the keyId is as it was sent");
    holds(same(header, SignatureHeader.parse(rendered(header))), "rendered, it means the same");
  }

  private static String rendered(SignatureHeader header) {
    return "keyId=\""
        + header.keyId()
        + "\",algorithm=\""
        + header.algorithm().name().toLowerCase(Locale.ROOT).replace('_', '-')
        + "\",headers=\""
        + String.join(" ", header.covered())
        + "\",signature=\""
        + Base64.getEncoder().encodeToString(header.signature())
        + '"';
  }

  private static boolean same(SignatureHeader one, SignatureHeader other) {
    return one.keyId().equals(other.keyId())
        && one.algorithm() == other.algorithm()
        && one.covered().equals(other.covered())
        && Arrays.equals(one.signature(), other.signature());
  }
}
