package org.copernicaroutes.bench;

import java.util.Collection;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The rows of a table.
 *
 * @param events that wrote them
 * @param micros when each was written, ascending
 */
@SuppressWarnings("ArrayRecordComponent")
record Written(Set<String> events, long[] micros) {

  /**
   * The promise behind every figure.
   *
   * @throws IllegalStateException where an event was answered 200 and is not in the table
   */
  void requireAll(Collection<String> acknowledged) {
    long missing = acknowledged.stream().filter(id -> !events.contains(id)).count();
    if (missing > 0) {
      throw new IllegalStateException(
          "%d of %d acknowledged events are not in the table"
              .formatted(missing, acknowledged.size()));
    }
  }

  /** Rows a second from the first of the last {@code count} rows to the last. */
  double rateOfLast(int count) {
    return rate(micros.length - count, micros.length);
  }

  /** The rate of each of so many equal parts of the last {@code count} rows. */
  double[] slicesOfLast(int count, int slices) {
    int first = micros.length - count;
    return IntStream.range(0, slices)
        .mapToDouble(
            i ->
                rate(
                    first + (int) ((long) count * i / slices),
                    first + (int) ((long) count * (i + 1) / slices)))
        .toArray();
  }

  private double rate(int from, int to) {
    return (to - from - 1) * 1e6 / (micros[to - 1] - micros[from]);
  }
}
