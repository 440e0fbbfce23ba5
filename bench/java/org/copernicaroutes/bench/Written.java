package org.copernicaroutes.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows of a table, or what reached another end.
 *
 * @param events that wrote them
 * @param micros when each was written, since the epoch, ascending
 */
@SuppressWarnings("ArrayRecordComponent")
record Written(Set<String> events, long[] micros) {

  /** Some rows one after the other, and when the first and the last were written. */
  record Slice(int rows, long from, long to) {

    /** Rows a second. */
    double rate() {
      return (rows - 1) * 1e6 / (to - from);
    }
  }

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

  /**
   * None of them is missing, and none is there twice or from elsewhere.
   *
   * @throws IllegalStateException where that is not so
   */
  void requireOnce(Collection<String> acknowledged) {
    requireAll(acknowledged);
    requireOnly(acknowledged, acknowledged.size());
  }

  /** So many of them, none twice, and nothing else. */
  void requireOnly(Collection<String> acknowledged, int count) {
    if (micros.length != count || events.size() != count || !acknowledged.containsAll(events)) {
      throw new IllegalStateException(
          "%d were written, by %d events, instead of %d"
              .formatted(micros.length, events.size(), count));
    }
  }

  /** As if all of them were one table. */
  static Written together(Collection<Written> tables) {
    return new Written(
        tables.stream().flatMap(t -> t.events().stream()).collect(Collectors.toSet()),
        tables.stream().flatMapToLong(t -> Arrays.stream(t.micros())).sorted().toArray());
  }

  Slice last(int rows) {
    return slice(micros.length - rows, micros.length);
  }

  /** All of them in equal parts. */
  List<Slice> slices(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> slice(part(i, count), part(i + 1, count)))
        .toList();
  }

  private int part(int i, int count) {
    return (int) ((long) micros.length * i / count);
  }

  private Slice slice(int from, int to) {
    return new Slice(to - from, micros[from], micros[to - 1]);
  }
}
