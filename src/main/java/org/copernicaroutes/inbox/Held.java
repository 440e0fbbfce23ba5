package org.copernicaroutes.inbox;

import jakarta.jms.JMSException;
import java.util.List;

/** One event, taken and not acknowledged, in a JMS transaction of its own. */
final class Held implements AutoCloseable {

  private final QueueWork work;
  private final Taking taking;
  private final Taken event;
  private int tries;

  /**
   * @param tries so far
   */
  Held(QueueWork work, Taking taking, Taken event, int tries) {
    this.work = work;
    this.taking = taking;
    this.event = event;
    this.tries = tries;
  }

  Tried tryOnce() {
    tries++;
    return work.route().of(List.of(event));
  }

  /** Acknowledges it: delivered, parked, or sent back to wait. */
  void settle(Tried tried) throws JMSException {
    Failure failure = tried.failure();
    if (failure == null) {
      taking.commit(tried.sends());
      work.watch().done(work.queue(), List.of(event));
      return;
    }
    Send settled = work.settling().settle(event, failure, tried.deadLetters(), tries);
    taking.commit(List.of(settled));
    work.watch().settled(work.queue(), event, failure, settled);
  }

  void release() throws JMSException {
    taking.release();
  }

  Taken event() {
    return event;
  }

  /** Gives it back to its queue, unless it was settled. */
  @Override
  public void close() throws JMSException {
    taking.close();
  }
}
