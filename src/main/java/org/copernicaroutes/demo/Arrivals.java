package org.copernicaroutes.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What came in at one of the demo's servers and was not yet looked at; the oldest give way. */
final class Arrivals<T> {

  private static final int MOST = 1_000;

  private final Deque<T> waiting = new ArrayDeque<>();

  synchronized void add(T arrival) {
    if (waiting.size() == MOST) {
      waiting.removeFirst();
    }
    waiting.addLast(arrival);
  }

  synchronized List<T> take() {
    List<T> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }
}
