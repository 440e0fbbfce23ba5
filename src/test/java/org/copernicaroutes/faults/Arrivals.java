package org.copernicaroutes.faults;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What came out at one end: under which ids each event arrived, by the number of the event. */
final class Arrivals {

  private final Map<Long, Queue<String>> ids = new ConcurrentHashMap<>();

  void add(long event, String id) {
    ids.computeIfAbsent(event, e -> new ConcurrentLinkedQueue<>()).add(id);
  }

  Set<Long> events() {
    return ids.keySet();
  }

  /** How often that event came again. */
  long repeated(long event) {
    return ids.containsKey(event) ? ids.get(event).size() - 1L : 0;
  }

  /** The same event always has the same id, so that whoever is there can tell a repetition. */
  boolean hasOneId(long event) {
    return ids.get(event).stream().distinct().count() == 1;
  }
}
