package org.copernicaroutes.event;

import java.util.Locale;

/** How we heard of it. */
public enum Origin {
  WEBHOOK,
  CALLBACK,
  BACKFILL;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The lower-case word that routes, SQL and JSON see. */
  public String text() {
    return text;
  }
}
