package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A queue that stands still for its first event, which is tried again with growing pauses, however
 * long.
 *
 * <p>So that one bad event cannot pose as an outage, some tries take the next event instead. Once
 * one of those passes, the first has one more try, and parks when it fails that. A next event that
 * does not pass is held until the standstill ends, so that each such try takes another.
 */
final class Standstill {

  private static final int MOST_HELD = 20;

  private final Broker broker;
  private final Connection connection;
  private final QueueWork work;
  private final Object loop;
  private final List<Held> next = new ArrayList<>();

  Standstill(Broker broker, Connection connection, QueueWork work, Object loop) {
    this.broker = broker;
    this.connection = connection;
    this.work = work;
    this.loop = loop;
  }

  /** Returns when the first event is settled, the route is stopped, or nothing may be taken. */
  void until(Held first, Tried failed) throws JMSException {
    first.release();
    try {
      Tried last = failed;
      int tries = 1;
      while (last.failure() != null && last.stands() && pauses(first, last.failure(), tries)) {
        tries++;
        last = work.pauses().takesNext(tries) ? afterNext(first, last) : first.tryOnce();
      }
      if (!last.stands()) {
        first.settle(last);
        work.watch().resumed(loop);
      }
    } finally {
      giveBack();
    }
  }

  private boolean pauses(Held first, Failure last, int tries) {
    Duration asked = RetryAfter.asked(last.cause(), work.settling().clock().instant());
    Duration pause = work.pauses().after(tries, asked);
    work.watch().waiting(loop, work.queue(), first.event(), last, tries, pause);
    return work.pauses().pass(pause, work.stop()) && broker.mayTake();
  }

  private Tried afterNext(Held first, Tried last) throws JMSException {
    Taking taking = new Taking(connection, work.queue());
    List<Taken> taken = taking.take(1);
    taking.release();
    if (taken.isEmpty()) {
      taking.close();
      return first.tryOnce();
    }
    return passes(new Held(work, taking, taken.get(0), 0)) ? lastTry(first) : last;
  }

  private boolean passes(Held other) throws JMSException {
    Tried tried = other.tryOnce();
    if (tried.stands()) {
      hold(other);
      return false;
    }
    other.settle(tried);
    other.close();
    return tried.passed();
  }

  private void hold(Held other) throws JMSException {
    if (next.size() >= MOST_HELD) {
      giveBack();
    }
    next.add(other);
  }

  private static Tried lastTry(Held first) {
    return first.tryOnce().butPoison();
  }

  private void giveBack() throws JMSException {
    for (Held held : next) {
      held.close();
    }
    next.clear();
  }
}
