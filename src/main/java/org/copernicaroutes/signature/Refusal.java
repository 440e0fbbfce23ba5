package org.copernicaroutes.signature;

import java.util.Locale;
import org.copernicaroutes.callback.Answer;

/** Why a request was refused, and what its sender is told: nothing but a status. */
public enum Refusal {
  /** The Signature header does not follow its grammar (copernica-spec.md 4.2). */
  MALFORMED_SIGNATURE(Answer.UNREADABLE),
  /** Another header that the check reads does not follow its grammar. */
  MALFORMED_HEADER(Answer.UNREADABLE),
  /** A header that may come once came twice: it is not clear which one was signed. */
  DUPLICATE_HEADER(Answer.UNREADABLE),
  MISSING_HEADER(Answer.NOT_AUTHENTIC),
  /** Not an algorithm of the allow-list. */
  ALGORITHM(Answer.NOT_AUTHENTIC),
  /** The signature leaves out what it must cover (copernica-spec.md 4.6). */
  COVERAGE(Answer.NOT_AUTHENTIC),
  /** Not one of copernica.accounts. */
  ACCOUNT(Answer.NOT_AUTHENTIC),
  /** Not one of copernica.callback.hosts. */
  HOST(Answer.NOT_AUTHENTIC),
  TOO_OLD(Answer.NOT_AUTHENTIC),
  TOO_NEW(Answer.NOT_AUTHENTIC),
  /** The body is not the one that the Digest header was made of. */
  DIGEST(Answer.NOT_AUTHENTIC),
  /** The keyId is no name below copernica.signature.key-domain. */
  KEY_NAME(Answer.NOT_AUTHENTIC),
  /** DNS answered, and there is no such key, or it is revoked or unusable. */
  KEY(Answer.NOT_AUTHENTIC),
  /** No key under that name made this signature. */
  SIGNATURE(Answer.NOT_AUTHENTIC);

  private final Answer answer;
  private final String tag;

  Refusal(Answer answer) {
    this.answer = answer;
    this.tag = name().toLowerCase(Locale.ROOT);
  }

  public Answer answer() {
    return answer;
  }

  /** The name in metrics and logs: {@code too_old}. */
  public String tag() {
    return tag;
  }
}
