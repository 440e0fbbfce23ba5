package org.copernicaroutes.inbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests that share one commit. A replay within the group is stored once and answered twice. */
final class Group {

  private final Map<String, Arrival> arrivals = new LinkedHashMap<>();
  private final List<Put> puts = new ArrayList<>();
  private long bytes;

  /** False: a replay of one that is in the group already. */
  boolean add(Put put) {
    puts.add(put);
    bytes += put.bytes();
    return arrivals.putIfAbsent(put.duplicateId(), put.arrival()) == null;
  }

  Collection<Arrival> arrivals() {
    return arrivals.values();
  }

  List<Put> puts() {
    return puts;
  }

  int size() {
    return puts.size();
  }

  long bytes() {
    return bytes;
  }
}
