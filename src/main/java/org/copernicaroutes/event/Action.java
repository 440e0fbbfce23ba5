package org.copernicaroutes.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

  /** The action of that word; empty for any other word. */
  static Optional<Action> of(String text) {
    return Arrays.stream(values()).filter(action -> action.text.equals(text)).findFirst();
  }

  /** Create, update and delete: something happened to a row, not to a message. */
  boolean changesData() {
    return this == CREATE || this == UPDATE || this == DELETE;
  }

  /** The lower-case word that routes, SQL and JSON see. */
  public String text() {
    return text;
  }
}
