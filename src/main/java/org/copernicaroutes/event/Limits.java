package org.copernicaroutes.event;

/**
 * How much one body may hold. A body over a limit is unreadable as a whole, never cut short.
 *
 * @param variables names with a value, and groups of them
 * @param depth brackets behind a name, or levels of JSON
 * @param length bytes
 */
record Limits(int variables, int depth, long length) {

  void checkLength(long bytes) throws UnreadableBody {
    if (bytes > length) {
      throw new UnreadableBody(
          "it has " + bytes + " bytes, the limit is " + length + " (copernica.event.max-length)");
    }
  }

  /** JSON says a long name once for many values; written out, each value would repeat it. */
  void checkNames(long characters) throws UnreadableBody {
    if (characters > length) {
      throw new UnreadableBody(
          "its names, written out for each value, pass "
              + length
              + " (copernica.event.max-length)");
    }
  }

  void checkVariables(int count) throws UnreadableBody {
    if (count > variables) {
      throw new UnreadableBody(
          "it has more than " + variables + " variables (copernica.event.max-variables)");
    }
  }

  void checkDepth(int levels) throws UnreadableBody {
    if (levels > depth) {
      throw new UnreadableBody(
          "it is nested deeper than " + depth + " levels (copernica.event.max-depth)");
    }
  }
}
