package org.copernicaroutes.signature;

import java.util.Locale;
import org.copernicaroutes.callback.Answer;

/**
 * Why a request was refused; what its sender is told, nothing but a status; and what its receiver
 * should do about it.
 */
public enum Refusal {
  /** The Signature header does not follow its grammar (copernica-spec.md 4.2). */
  MALFORMED_SIGNATURE(Answer.UNREADABLE, Refusal.HEADERS_CHANGED),
  /** Another header that the check reads does not follow its grammar. */
  MALFORMED_HEADER(Answer.UNREADABLE, Refusal.HEADERS_CHANGED),
  /** A header that may come once came twice: it is not clear which one was signed. */
  DUPLICATE_HEADER(
      Answer.UNREADABLE, "If every request is refused, look for a proxy that adds headers"),
  /** One that must be there, or that the signature covers. */
  MISSING_HEADER(
      Answer.NOT_AUTHENTIC,
      "If every request is refused, look for a proxy that drops headers. Who only has the URL sends"
          + " none of them"),
  /** Not an algorithm of the allow-list. */
  ALGORITHM(
      Answer.NOT_AUTHENTIC,
      "If every request is refused, Copernica signs in a new way: look for a newer version"),
  /** The signature leaves out what it must cover (copernica-spec.md 4.6). */
  COVERAGE(
      Answer.NOT_AUTHENTIC,
      "If every request is refused, Copernica signs in a new way: look for a newer version"),
  /** Not one of copernica.accounts. */
  ACCOUNT(Answer.NOT_AUTHENTIC, "If it is yours, add it to copernica.accounts"),
  /** Not one of copernica.callback.hosts. */
  HOST(
      Answer.NOT_AUTHENTIC,
      "If Copernica calls you by that name, add it to copernica.callback.hosts. If a proxy put it"
          + " there, let it pass Host on as it came"),
  TOO_OLD(Answer.NOT_AUTHENTIC, Refusal.CLOCK + ", and look for a proxy that holds requests back"),
  TOO_NEW(Answer.NOT_AUTHENTIC, Refusal.CLOCK),
  /** The body is not the one that the Digest header was made of. */
  DIGEST(
      Answer.NOT_AUTHENTIC,
      "If every request is refused, look for a proxy that changes bodies: unpacks, converts, appends"),
  /** The keyId is no name below copernica.signature.key-domain. */
  KEY_NAME(
      Answer.NOT_AUTHENTIC,
      "Change copernica.signature.key-domain only if Copernica itself says that its keys moved"),
  /** DNS answered, and there is no such key, or it is revoked or unusable. */
  KEY(
      Answer.NOT_AUTHENTIC,
      "If every request is refused, ask for the TXT record of that name elsewhere: these name"
          + " servers (copernica.signature.dns-servers) may filter it, or Copernica took it back"),
  /** No key under that name made this signature. */
  SIGNATURE(
      Answer.NOT_AUTHENTIC,
      "If every request is refused, look for a proxy that changes path, query, Host or headers");

  private static final String HEADERS_CHANGED =
      "If every request is refused, look for a proxy that changes headers";
  private static final String CLOCK = "If every request is refused, check this host's clock (NTP)";

  private final Answer answer;
  private final String hint;
  private final String tag;

  Refusal(Answer answer, String hint) {
    this.answer = answer;
    this.hint = hint;
    this.tag = name().toLowerCase(Locale.ROOT);
  }

  public Answer answer() {
    return answer;
  }

  /** A sentence for the receiver's log: what to do. */
  String hint() {
    return hint;
  }

  /** The name in metrics and logs: {@code too_old}. */
  public String tag() {
    return tag;
  }
}
