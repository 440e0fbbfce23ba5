package org.copernicaroutes.signature;

import java.util.List;
import org.copernicaroutes.callback.Untrusted;

/**
 * What a signature must cover: the five that Copernica's documents name (copernica-spec.md 4.6).
 *
 * <p>X-Nonce is not among them. Nothing is decided by a nonce here, since a replay is known by its
 * whole signing string.
 */
final class Coverage {

  private static final List<String> REQUIRED =
      List.of(SigningString.REQUEST_TARGET, "host", "date", "x-copernica-id", "digest");

  private Coverage() {}

  static void require(SignatureHeader signature) {
    for (String name : REQUIRED) {
      requireCovered(signature, name);
    }
    for (String name : signature.covered()) {
      refusePseudoHeader(name);
    }
  }

  private static void requireCovered(SignatureHeader signature, String name) {
    if (!signature.covers(name)) {
      throw new RefusedException(
          Refusal.COVERAGE,
          "the signature covers "
              + Untrusted.quoted(String.join(" ", signature.covered()))
              + " and not "
              + name
              + ", so that anyone may change it");
    }
  }

  /** (created) and (expires) belong to later drafts than the one that Copernica documents. */
  private static void refusePseudoHeader(String name) {
    if (name.startsWith("(") && !name.equals(SigningString.REQUEST_TARGET)) {
      throw new RefusedException(
          Refusal.COVERAGE,
          "the signature covers " + Untrusted.quoted(name) + ", which we do not know");
    }
  }
}
