package org.copernicaroutes.signature;

/**
 * Carries a refusal from where it was found to {@link SignatureCheck}, which makes a {@link
 * Verdict.Refused} of it. It never leaves this package, and has no stack trace: a flood of
 * forgeries must stay cheap.
 */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Refusal reason;
  private final String detail;

  RefusedException(Refusal reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  Verdict verdict() {
    return new Verdict.Refused(reason, detail);
  }
}
