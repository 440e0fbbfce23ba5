package org.copernicaroutes.inbox;

import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/**
 * How much of one queue is taken, so that it is never more than the settings allow: not by a burst,
 * and not after a restart. Safe for many threads.
 *
 * <p>What is in the queue is counted there, again and again: other nodes put in and take out as
 * well. Between two counts what is stored here is added. Where it is not certain whether a count
 * has seen a request, it is counted twice until the next.
 */
final class ParkRoom {

  private final ParkSettings settings;
  private @Nullable ParkLoad counted;
  private ParkLoad stored = ParkLoad.NONE;
  private ParkLoad reserved = ParkLoad.NONE;

  ParkRoom(ParkSettings settings) {
    this.settings = settings;
  }

  /** Looks into the queue. */
  @FunctionalInterface
  interface Count {
    ParkLoad now() throws JMSException;
  }

  /** Whoever gets true goes on to {@link #stored} or {@link #released}. */
  synchronized boolean reserve(ParkLoad one) {
    if (counted == null) {
      return false;
    }
    ParkLoad all = counted.plus(stored).plus(reserved).plus(one);
    boolean fits = settings.allows(all, one.strangers() == 0);
    reserved = fits ? reserved.plus(one) : reserved;
    return fits;
  }

  /** What the one that got false is told by the log. */
  synchronized String why(ParkLoad one) {
    if (counted == null) {
      return "what waits in the park is not counted yet, as after a start or without the broker";
    }
    return one.strangers() == 0
        ? "the park is full (copernica.unverified.requests and bytes)"
        : "no signature was verified under this key name before, or a known key did not make this"
            + " one, and the park is full of such (copernica.unverified.unseen-share)";
  }

  synchronized void stored(ParkLoad one) {
    reserved = reserved.minus(one);
    stored = stored.plus(one);
  }

  synchronized void released(ParkLoad one) {
    reserved = reserved.minus(one);
  }

  void count(Count count) throws JMSException {
    begin();
    end(count.now());
  }

  private synchronized void begin() {
    counted = counted == null ? null : counted.plus(stored);
    stored = ParkLoad.NONE;
  }

  private synchronized void end(ParkLoad found) {
    counted = found;
  }

  synchronized boolean isCounted() {
    return counted != null;
  }

  /** As far as this process knows. */
  synchronized boolean isEmpty() {
    return counted != null && counted.plus(stored).requests() == 0;
  }
}
