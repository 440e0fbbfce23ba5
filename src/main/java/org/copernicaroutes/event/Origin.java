package org.copernicaroutes.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How we heard of it. */
public enum Origin {
  WEBHOOK,
  CALLBACK,
  BACKFILL;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The origin of that word; empty for any other word. */
  static Optional<Origin> of(String text) {
    return Arrays.stream(values()).filter(origin -> origin.text.equals(text)).findFirst();
  }

  /** The lower-case word that routes, SQL and JSON see. */
  public String text() {
    return text;
  }
}
