package org.copernicaroutes.demo;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** What a forger tries: a call that is right in every way but one. */
enum Forgery {
  CHANGED_BODY("changes one letter of a call that Copernica signed") {
    @Override
    Call of(Copernica copernica, String body) {
      return copernica.sign(body).withBody(oneLetterChanged(body));
    }
  },
  STRANGERS_KEY("signs with a key of his own and says that it is Copernica's") {
    @Override
    Call of(Copernica copernica, String body) {
      return copernica.with(DemoKey.make(copernica.key().name(), new SecureRandom())).sign(body);
    }
  },
  STALE_DATE("holds a call that Copernica signed for ten minutes, then delivers it") {
    @Override
    Call of(Copernica copernica, String body) {
      return copernica.with(Clock.offset(copernica.clock(), HELD.negated())).sign(body);
    }
  },
  OTHER_ACCOUNT("passes on a call that Copernica signed for another account") {
    @Override
    Call of(Copernica copernica, String body) {
      return copernica.with(copernica.account() + 1).sign(body);
    }
  },
  UNSIGNED("leaves the signature out") {
    @Override
    Call of(Copernica copernica, String body) {
      return copernica.sign(body).without("Signature");
    }
  };

  private static final Duration HELD = Duration.ofMinutes(10);

  private final String says;

  Forgery(String says) {
    this.says = says;
  }

  /** What the forger does, as the end of a sentence. */
  String says() {
    return says;
  }

  abstract Call of(Copernica copernica, String body);

  /** Same length, so that only the digest tells. */
  private static String oneLetterChanged(String body) {
    int last = body.length() - 1;
    return body.substring(0, last) + (body.charAt(last) == '9' ? '8' : '9');
  }
}
