package org.copernicaroutes.event;

import java.util.Locale;

/** What happened, in Copernica's words. */
public enum Action {
  CREATE,
  UPDATE,
  DELETE,
  OPEN,
  CLICK,
  DELIVERY,
  FAILURE,
  BOUNCE,
  UNSUBSCRIBE,
  ABUSE,
  TEST;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The lower-case word that routes, SQL and JSON see. */
  public String text() {
    return text;
  }
}
