package org.copernicaroutes.forward;

import java.util.Arrays;
import java.util.Locale;

/** How an event is written into a request. */
enum Format {
  JSON("application/json"),
  FORM("application/x-www-form-urlencoded");

  private final String contentType;

  Format(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /**
   * @throws IllegalArgumentException for anything but json and form
   */
  static Format of(String word) {
    return Arrays.stream(values())
        .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("format: must be json or form"));
  }
}
