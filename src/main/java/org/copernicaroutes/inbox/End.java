package org.copernicaroutes.inbox;

/** How a failed try to deliver an event is to end. */
public enum End {
  /** The other side is away: the queue stands still and tries again, however long. */
  OUTAGE,
  /** This event is bad: it is parked in the dead letters and the next ones go on. */
  POISON,
  /** Every event would fail: waits like an outage, and shouts what to fix. */
  MISCONFIGURED,
  /**
   * Something this event needs is not there yet: only this event waits, a bounded number of times.
   */
  NOT_YET
}
