package org.copernicaroutes.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.callback.Untrusted;

/** A request that keeps all rules, and of which only the key's word is missing. */
record Claim(
    SignatureHeader signature,
    KeyName keyName,
    SigningString string,
    Sender sender,
    CapturedRequest request) {

  record Sender(long account, Instant signedAt) {}

  boolean isMadeBy(KeyAnswer.Keys keys) {
    return keys.made(signature, string);
  }

  Verdict verified() {
    return new Verdict.Verified(
        new VerifiedRequest(
            string.id(),
            sender.account(),
            sender.signedAt(),
            signature.covers("content-type"),
            request));
  }

  Verdict undecided(boolean familiar, String why) {
    return new Verdict.Undecided(
        new UnverifiedRequest(string.id(), repetitionId(), keyName.text(), familiar, why, request));
  }

  /** RSA as used here is deterministic: an exact repetition repeats the signature as well. */
  private String repetitionId() {
    String both = string.id() + Hash.SHA_256.hex(signature.signature());
    return Hash.SHA_256.hex(both.getBytes(StandardCharsets.US_ASCII));
  }

  Verdict refused(Refusal reason, String why) {
    return new Verdict.Refused(
        reason,
        why
            + " (keyId "
            + Untrusted.quoted(keyName.text())
            + ", account "
            + sender.account()
            + ")");
  }
}
