package org.copernicaroutes.bench;

/**
 * How long a run is: 1 is what the documented figures are made with, 0.01 a look whether it works.
 */
record Scale(double factor) {

  int of(int full) {
    return Math.max(1, (int) Math.round(full * factor));
  }

  /** Of rounds at least one, and never more than in a full run. */
  int rounds(int full) {
    return Math.min(full, of(full));
  }
}
