package org.copernicaroutes.signature;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.callback.Untrusted;

/**
 * Proves that a request is Copernica's (copernica-spec.md 4), or says why it is not proven.
 *
 * <p>It keeps nothing of a request and does not look for replays: an exact repetition is verified
 * again, with the same id, see {@link RecentIds}. The age of a request counts from its {@code
 * receivedAt}, so that one whose key could not be had may be checked again later.
 */
public final class SignatureCheck {

  private final Rules rules;
  private final DkimKeys keys;

  SignatureCheck(Rules rules, DkimKeys keys) {
    this.rules = rules;
    this.keys = keys;
  }

  /** Complete on return when the key is known; otherwise when DNS has answered or failed. */
  public CompletionStage<Verdict> check(CapturedRequest request) {
    try {
      Claim claim = rules.require(request);
      return keys.of(claim.keyName()).thenCompose(answer -> judge(claim, answer));
    } catch (RefusedException e) {
      return CompletableFuture.completedFuture(e.verdict());
    }
  }

  /** No known key made it: the key may have been replaced since DNS was asked. */
  private CompletableFuture<Verdict> judge(Claim claim, KeyAnswer answer) {
    if (answer instanceof KeyAnswer.Keys found && !claim.isMadeBy(found)) {
      return keys.newer(claim.keyName())
          .map(newer -> newer.thenApply(keys -> verdict(claim, keys)))
          .orElseGet(() -> CompletableFuture.completedFuture(forged(claim)));
    }
    return CompletableFuture.completedFuture(verdict(claim, answer));
  }

  private static Verdict verdict(Claim claim, KeyAnswer answer) {
    if (answer instanceof KeyAnswer.Keys found) {
      return claim.isMadeBy(found) ? claim.verified() : forged(claim);
    }
    if (answer instanceof KeyAnswer.Absent absent) {
      return claim.refused(Refusal.KEY, "DNS has no usable key under its keyId: " + absent.why());
    }
    return new Verdict.Undecided(
        "the key "
            + Untrusted.quoted(claim.keyName().text())
            + " could not be had from DNS: "
            + ((KeyAnswer.Unavailable) answer).why()
            + ". Check copernica.signature.dns-servers and the network");
  }

  private static Verdict forged(Claim claim) {
    return claim.refused(
        Refusal.SIGNATURE, "no key under its keyId made this signature of what arrived");
  }
}
