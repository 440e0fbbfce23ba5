package org.copernicaroutes.operator;

/** A call of the API that is not done as it stands; whoever called is told why. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  Refusal(int status, String detail) {
    super(detail);
    this.status = status;
  }

  static Refusal invalid(String detail) {
    return new Refusal(400, detail);
  }

  Problem problem() {
    return new Problem(status, String.valueOf(getMessage()));
  }
}
