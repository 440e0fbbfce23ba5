package org.copernicaroutes.bench;

/**
 * How long a run is: 1 is what the documented figures are made with, 0.01 a look whether it works.
 */
record Scale(double factor) {

  int of(int full) {
    return Math.max(1, (int) Math.round(full * factor));
  }

  /** All of them, or one where it is only a look. */
  int rounds(int full) {
    return isALook() ? 1 : full;
  }

  boolean isALook() {
    return factor < 0.2;
  }
}
