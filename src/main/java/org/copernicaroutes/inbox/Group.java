package org.copernicaroutes.inbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.copernicaroutes.signature.VerifiedRequest;

/** Requests that share one commit. A replay within the group is stored once and answered twice. */
final class Group {

  private final Map<String, VerifiedRequest> requests = new LinkedHashMap<>();
  private final List<Put> puts = new ArrayList<>();
  private long bytes;

  /** False: a replay of one that is in the group already. */
  boolean add(Put put) {
    puts.add(put);
    bytes += put.bytes();
    return requests.putIfAbsent(put.id(), put.request()) == null;
  }

  Collection<VerifiedRequest> requests() {
    return requests.values();
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
