package org.copernicaroutes.event;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which steps act, or acted a short while ago, on which changes, and for which event.
 *
 * <p>In memory and bounded: what is older than {@code age}, or beyond {@code count}, is forgotten,
 * the oldest first; the step then acts once more. Safe for many threads.
 */
final class RecentChanges {

  /**
   * @param step of a route: its name
   */
  record Act(String step, ContentKey change) {}

  /**
   * @param done false: the step is at it
   */
  record Told(String eventId, boolean done, long nanos) {

    boolean byAnother(String event) {
      return !eventId.equals(event);
    }
  }

  private final LongSupplier nanos;
  private final Duration age;
  private final int count;
  private final Map<Act, Told> told = new LinkedHashMap<>();

  /**
   * @param nanos that pass, from any origin
   */
  RecentChanges(LongSupplier nanos, Duration age, int count) {
    this.nanos = nanos;
    this.age = age;
    this.count = count;
  }

  /**
   * Begins the act, unless it is done or under way for another event: for that one then.
   *
   * @return null: it is begun, and {@link #done} or {@link #ended} must follow
   */
  synchronized @Nullable Told begin(Act act, String eventId) {
    forgetOld();
    Told before = told.get(act);
    if (before == null) {
      put(act, eventId, false);
    }
    return before == null || !before.byAnother(eventId) ? null : before;
  }

  synchronized void done(Act act, String eventId) {
    told.remove(act);
    put(act, eventId, true);
  }

  /** What was done was rolled back. */
  synchronized void undone(Act act, String eventId) {
    Told before = told.get(act);
    if (before != null && !before.byAnother(eventId)) {
      told.remove(act);
    }
  }

  /** Without effect where it was done before. */
  synchronized void ended(Act act, String eventId) {
    Told before = told.get(act);
    if (before != null && !before.done() && !before.byAnother(eventId)) {
      told.remove(act);
    }
  }

  synchronized int size() {
    forgetOld();
    return told.size();
  }

  Duration since(Told before) {
    return Duration.ofNanos(nanos.getAsLong() - before.nanos());
  }

  private void put(Act act, String eventId, boolean done) {
    told.put(act, new Told(eventId, done, nanos.getAsLong()));
    if (told.size() > count) {
      removeEldest();
    }
  }

  private void forgetOld() {
    while (!told.isEmpty() && since(told.values().iterator().next()).compareTo(age) >= 0) {
      removeEldest();
    }
  }

  private void removeEldest() {
    Iterator<Act> eldest = told.keySet().iterator();
    eldest.next();
    eldest.remove();
  }
}
