package org.copernicaroutes.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What it happened to. */
public enum Subject {
  PROFILE,
  SUBPROFILE,
  MESSAGE;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The subject of that word; empty for any other word. */
  static Optional<Subject> of(String text) {
    return Arrays.stream(values()).filter(subject -> subject.text.equals(text)).findFirst();
  }

  /** The lower-case word that routes, SQL and JSON see. */
  public String text() {
    return text;
  }
}
