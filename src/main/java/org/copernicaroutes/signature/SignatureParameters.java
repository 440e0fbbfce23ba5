package org.copernicaroutes.signature;

import java.util.HashMap;
import java.util.Map;

/**
 * Takes a Signature header apart into its parameters (copernica-spec.md 4.2).
 *
 * <p>Liberal where it is harmless, since the signing string is made anew: any run of blanks and
 * line ends between tokens, and no comma is needed after a closing quote. Strict in what could mean
 * two things: names in their case, no parameter twice, no escapes.
 */
final class SignatureParameters {

  private final String text;
  private int at;

  private SignatureParameters(String text) {
    this.text = text;
  }

  static Map<String, String> of(String header) {
    return new SignatureParameters(header).read();
  }

  private Map<String, String> read() {
    Map<String, String> parameters = new HashMap<>();
    skipBlanks();
    while (at < text.length()) {
      String name = word();
      expect('=');
      if (parameters.putIfAbsent(name, value()) != null) {
        throw malformed("has the parameter " + Untrusted.quoted(name) + " twice");
      }
      separator();
    }
    return parameters;
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

  /** Quoted; the later drafts' {@code created=1735689600}, which is ignored, is not. */
  private String value() {
    return at < text.length() && text.charAt(at) == '"' ? quoted() : "\0" + word();
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
