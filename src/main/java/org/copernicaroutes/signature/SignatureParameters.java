package org.copernicaroutes.signature;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.copernicaroutes.callback.Untrusted;

/**
 * Takes a Signature header apart into its parameters (copernica-spec.md 4.2).
 *
 * <p>Liberal where it is harmless, since the signing string is made anew: any run of blanks and
 * line ends between tokens, and no comma is needed after a closing quote. Strict in what could mean
 * two things: names in their case, no parameter twice, no escapes.
 */
final class SignatureParameters {

  private static final Set<String> KNOWN = Set.of("keyId", "algorithm", "headers", "signature");

  private final Map<String, String> parameters = new HashMap<>();
  private final String text;
  private int at;

  private SignatureParameters(String text) {
    this.text = text;
  }

  static Map<String, String> of(String header) {
    return new SignatureParameters(header).read();
  }

  private Map<String, String> read() {
    skipBlanks();
    while (at < text.length()) {
      parameter();
      separator();
    }
    return parameters;
  }

  private void parameter() {
    String name = word();
    expect('=');
    if (at < text.length() && text.charAt(at) == '"') {
      keep(name, quoted());
    } else {
      skipUnquoted(name);
    }
  }

  private void keep(String name, String value) {
    if (parameters.put(name, value) != null) {
      throw malformed("has the parameter " + Untrusted.quoted(name) + " twice");
    }
  }

  /** Such as the later drafts' {@code created=1735689600}. */
  private void skipUnquoted(String name) {
    if (KNOWN.contains(name)) {
      throw malformed("has a " + name + " without quotes");
    }
    word();
  }

  private String word() {
    int start = at;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw malformed("has no name or value at character " + at);
    }
    String word = text.substring(start, at);
    skipBlanks();
    return word;
  }

  private String quoted() {
    int end = text.indexOf('"', at + 1);
    if (end < 0) {
      throw malformed("has a quote that is not closed");
    }
    String value = text.substring(at + 1, end);
    if (value.indexOf('\\') >= 0) {
      throw malformed("has an escape");
    }
    at = end + 1;
    skipBlanks();
    return value;
  }

  private void separator() {
    if (at < text.length() && text.charAt(at) == ',') {
      at++;
      skipBlanks();
      if (at == text.length()) {
        throw malformed("ends with a comma");
      }
    }
  }

  private void expect(char c) {
    if (at == text.length() || text.charAt(at) != c) {
      throw malformed("has no " + c + " at character " + at);
    }
    at++;
    skipBlanks();
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isWordPart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_';
  }

  static RefusedException malformed(String what) {
    return new RefusedException(Refusal.MALFORMED_SIGNATURE, "the Signature header " + what);
  }
}
