package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;

/**
 * Takes events from a queue and runs the route for them until it is told to stop.
 *
 * <p>First the database commits, then the queue. Between the two a crash repeats the effects, which
 * the destinations are made for; nowhere does one lose an event. A batch that fails is rolled back
 * in both and its events are taken again one by one, each in a transaction of its own, so that an
 * event that stands or parks holds back the acknowledgement of no other.
 */
final class QueueLoop implements Runnable {

  private final Broker broker;
  private final QueueWork work;
  private int oneByOne;
  private int interruptions;

  QueueLoop(Broker broker, QueueWork work) {
    this.broker = broker;
    this.work = work;
  }

  @Override
  public void run() {
    while (!work.stopped()) {
      try (Connection connection = connect()) {
        serve(connection);
      } catch (JMSException | RuntimeException | Error e) {
        interrupted(e);
      }
    }
    work.watch().stopped(this);
  }

  private Connection connect() throws JMSException {
    return work.batch() == 1 ? broker.connectToTakeOneByOne() : broker.connectToTake();
  }

  /** What stood is forgotten: the event goes back, and its next try says how it stands. */
  private void interrupted(Throwable e) {
    work.watch().stopped(this);
    if (!work.stopped()) {
      Duration pause = work.pauses().after(++interruptions);
      say(e, pause);
      work.pauses().pass(pause, work.stop());
    }
  }

  /** A loop that ended because it could not log would leave its queue standing for good. */
  private void say(Throwable e, Duration pause) {
    try {
      work.watch().interrupted(work.queue(), e, pause);
    } catch (RuntimeException | Error unsaid) {
      // the pause and the next try matter more
    }
  }

  private void serve(Connection connection) throws JMSException {
    while (!work.stopped()) {
      try (Taking taking = new Taking(connection, work.queue())) {
        boolean open = true;
        while (open && !work.stopped()) {
          open = round(connection, taking);
        }
      }
    }
  }

  /** False: the session is used up. */
  private boolean round(Connection connection, Taking taking) throws JMSException {
    if (!broker.mayTake()) {
      throw new BrokerAway("the broker is no longer set as events need");
    }
    List<Taken> events = taking.take(oneByOne > 0 ? 1 : work.batch(), work.batchBytes());
    if (events.isEmpty()) {
      return true;
    }
    Tried tried = work.route().of(events);
    if (tried.failure() == null) {
      commit(taking, events, tried);
      return true;
    }
    return failed(connection, taking, events, tried);
  }

  private void commit(Taking taking, List<Taken> events, Tried tried) throws JMSException {
    taking.commit(tried.sends());
    work.watch().done(work.queue(), events);
    oneByOne = Math.max(0, oneByOne - 1);
    interruptions = 0;
  }

  private boolean failed(Connection connection, Taking taking, List<Taken> events, Tried tried)
      throws JMSException {
    if (events.size() > 1) {
      oneByOne = events.size();
      taking.rollback();
      return true;
    }
    oneByOne = Math.max(0, oneByOne - 1);
    Held held = new Held(work, taking, events.get(0), 1);
    if (tried.stands() && work.stopped()) {
      return false; // what fails while it stops goes back without a word
    }
    if (tried.stands()) {
      new Standstill(broker, connection, work, this).until(held, tried);
      return false;
    }
    held.settle(tried);
    return true;
  }
}
