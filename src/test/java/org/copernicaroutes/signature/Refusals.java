package org.copernicaroutes.signature;

import static org.copernicaroutes.support.Promise.holds;

import java.util.Set;

/** What every refusal promises, whatever was sent. */
final class Refusals {

  private Refusals() {}

  static void check(RefusedException refused, Set<Refusal> reasons) {
    Verdict.Refused verdict = (Verdict.Refused) refused.verdict();
    holds(reasons.contains(verdict.reason()), "refused for a reason of its own");
    holds(verdict.detail().length() < 400, "a detail stays short");
    holds(verdict.detail().chars().noneMatch(Character::isISOControl), "a detail is one line");
  }
}
