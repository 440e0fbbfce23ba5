package org.copernicaroutes.signature;

/**
 * A set of 16-byte ids, each a pair of longs in one array: 16 bytes an id and room to spare,
 * nothing else. The ids are hash values, so they are their own hash.
 */
final class IdSet {

  private long[] pairs = new long[2 * 64];
  private int size;

  boolean contains(long high, long low) {
    int at = slot(pairs, high, low);
    return (high | low) != 0 && pairs[at] == high && pairs[at + 1] == low;
  }

  /** The id of nothing but zeros is not kept: it marks a free place. */
  void add(long high, long low) {
    int at = slot(pairs, high, low);
    if (pairs[at] == high && pairs[at + 1] == low) {
      return;
    }
    pairs[at] = high;
    pairs[at + 1] = low;
    size++;
    if (size > pairs.length / 2 / 4 * 3) {
      grow();
    }
  }

  int size() {
    return size;
  }

  /** What the ids take up in memory. */
  long bytes() {
    return (long) pairs.length * Long.BYTES;
  }

  private void grow() {
    long[] wider = new long[pairs.length * 2];
    for (int i = 0; i < pairs.length; i += 2) {
      if ((pairs[i] | pairs[i + 1]) != 0) {
        int at = slot(wider, pairs[i], pairs[i + 1]);
        wider[at] = pairs[i];
        wider[at + 1] = pairs[i + 1];
      }
    }
    pairs = wider;
  }

  /** Where the id is, or the free place where it belongs. */
  private static int slot(long[] pairs, long high, long low) {
    int mask = pairs.length - 1;
    int at = (int) (low << 1) & mask;
    while ((pairs[at] | pairs[at + 1]) != 0 && (pairs[at] != high || pairs[at + 1] != low)) {
      at = (at + 2) & mask;
    }
    return at;
  }
}
