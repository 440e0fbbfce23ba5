package org.copernicaroutes.faults;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What was sent in one scenario, and what the door said to it. Safe for many threads. */
final class Ledger {

  private static final AtomicLong NUMBERS = new AtomicLong(1_000);

  private final Map<Long, Fate> fates = new ConcurrentHashMap<>();

  enum Fate {
    /** Not answered: nothing is promised, and it may be applied. */
    UNANSWERED,
    /** 503: nothing is promised. */
    TURNED_AWAY,
    ACKNOWLEDGED,
    /** 400 or 401. */
    REFUSED,
    /** Signed by somebody else: must never be applied. */
    FORGED
  }

  /** Where an event goes, by its number. */
  enum End {
    ROW,
    MAIL,
    FORWARD;

    static End of(long event) {
      return values()[(int) (event % values().length)];
    }
  }

  /** The number of an event that is about to be sent; no two scenarios share one. */
  long next(Fate fate) {
    long event = NUMBERS.incrementAndGet();
    fates.put(event, fate);
    return event;
  }

  void answered(long event, int status) {
    Fate fate =
        switch (status) {
          case 200 -> Fate.ACKNOWLEDGED;
          case 503 -> Fate.TURNED_AWAY;
          default -> Fate.REFUSED;
        };
    fates.replace(event, Fate.UNANSWERED, fate);
  }

  long count(Fate fate) {
    return fates.values().stream().filter(fate::equals).count();
  }

  Set<Long> events(Fate fate) {
    return fates.entrySet().stream()
        .filter(e -> e.getValue() == fate)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Those that were acknowledged and are not among these. */
  Set<Long> missing(Set<Long> applied) {
    Set<Long> missing = new HashSet<>(events(Fate.ACKNOWLEDGED));
    missing.removeAll(applied);
    return missing;
  }

  /** Those of these that were sent here, one way or another. */
  Set<Long> mine(Set<Long> applied) {
    Set<Long> mine = new HashSet<>(applied);
    mine.retainAll(fates.keySet());
    return mine;
  }

  long sent() {
    return fates.size();
  }
}
