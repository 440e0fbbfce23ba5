package org.copernicaroutes.signature;

import java.util.Optional;
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
  private final SeenNames seen;

  SignatureCheck(Rules rules, DkimKeys keys, SeenNames seen) {
    this.rules = rules;
    this.keys = keys;
    this.seen = seen;
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

  /**
   * Why a request under this key name cannot be decided just now; empty where it can.
   *
   * @param keyName of an {@link UnverifiedRequest}
   */
  public CompletionStage<Optional<String>> objection(String keyName) {
    KeyName name = new KeyName(keyName);
    return keys.of(name)
        .thenApply(
            answer ->
                answer instanceof KeyAnswer.Unavailable unavailable
                    ? Optional.of(why(name, unavailable.why()))
                    : Optional.empty());
  }

  /** No known key made it: the key may have been replaced since DNS was asked. */
  private CompletableFuture<Verdict> judge(Claim claim, KeyAnswer answer) {
    return answer instanceof KeyAnswer.Keys found && !claim.isMadeBy(found)
        ? keys.newer(claim.keyName()).thenApply(newer -> verdict(claim, newer))
        : CompletableFuture.completedFuture(verdict(claim, answer));
  }

  private Verdict verdict(Claim claim, KeyAnswer answer) {
    if (answer instanceof KeyAnswer.Keys found) {
      return claim.isMadeBy(found) ? verified(claim) : notMadeBy(found, claim);
    }
    if (answer instanceof KeyAnswer.Absent absent) {
      return claim.refused(Refusal.KEY, "DNS has no usable key under its keyId: " + absent.why());
    }
    String why = ((KeyAnswer.Unavailable) answer).why();
    return claim.undecided(seen.contains(claim.keyName()), why(claim.keyName(), why));
  }

  /** While DNS fails the key may have been replaced; but then most such requests are forged. */
  private static Verdict notMadeBy(KeyAnswer.Keys found, Claim claim) {
    return found.doubt() == null
        ? forged(claim)
        : claim.undecided(
            false,
            "the last known key did not make it, and " + why(claim.keyName(), found.doubt()));
  }

  private Verdict verified(Claim claim) {
    seen.verified(claim.keyName());
    return claim.verified();
  }

  private static String why(KeyName name, String why) {
    return "the key "
        + Untrusted.quoted(name.text())
        + " could not be had from DNS: "
        + why
        + ". Check copernica.signature.dns-servers and the network";
  }

  private static Verdict forged(Claim claim) {
    return claim.refused(
        Refusal.SIGNATURE, "no key under its keyId made this signature of what arrived");
  }
}
