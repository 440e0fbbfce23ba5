package org.copernicaroutes.event;

import java.util.Locale;

/** What it happened to. */
public enum Subject {
  PROFILE,
  SUBPROFILE,
  MESSAGE;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The lower-case word that routes, SQL and JSON see. */
  public String text() {
    return text;
  }
}
