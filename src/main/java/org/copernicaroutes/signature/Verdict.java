package org.copernicaroutes.signature;

/** What the check found. Each request gets exactly one. */
public sealed interface Verdict {

  /** Copernica signed it, for us, just now. */
  record Verified(VerifiedRequest request) implements Verdict {}

  /**
   * It is not proven, and will not be: it is answered and never stored.
   *
   * @param detail what, which and why, for the log; holds no personal data and no control
   *     characters
   */
  record Refused(Refusal reason, String detail) implements Verdict {}

  /**
   * The key could not be had just now: DNS timed out, failed, or is asked too much. The same
   * request may be verified later, since its age counts from its time of receipt.
   */
  record Undecided(UnverifiedRequest request) implements Verdict {}
}
