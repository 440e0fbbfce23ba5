package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.List;

/** The requests of one key name, taken out of the park in the order of their arrival. */
final class ParkTurn {

  private final ParkWork work;
  private final String selector;
  private final boolean decidable;
  private int most;
  private boolean moved;
  private boolean goesOn = true;

  /**
   * @param decidable false: only what waits for too long is taken
   */
  ParkTurn(ParkWork work, String name, boolean decidable) {
    this.work = work;
    this.selector = ParkedMessage.KEY_NAME + " = '" + name.replace("'", "''") + "'";
    this.decidable = decidable;
    this.most = work.settings().groupSize();
  }

  boolean goesOn() {
    return goesOn;
  }

  boolean moved() {
    return moved;
  }

  /** One transaction. */
  void takeOn(Connection connection) throws JMSException {
    try (Taking taking = new Taking(connection, Queues.PARK, selector)) {
      List<Taken> events = taking.take(most, work.settings().groupBytes().toBytes());
      List<Settled> settled = work.verdicts().of(events, decidable);
      if (settled.isEmpty()) {
        goesOn = false;
      } else if (settled.size() < events.size()) {
        most = settled.size();
      } else {
        commit(taking, settled);
      }
    }
  }

  private void commit(Taking taking, List<Settled> settled) throws JMSException {
    try {
      taking.commit(settled.stream().flatMap(s -> s.sends().stream()).toList());
    } catch (JMSException e) {
      again(settled, e);
      return;
    }
    moved = true;
    most = work.settings().groupSize();
    settled.forEach(this::committed);
  }

  private void committed(Settled settled) {
    remember(settled);
    work.log().settled(settled);
  }

  private void remember(Settled settled) {
    String id = settled.event().eventId();
    if (settled.outcome() == Settled.Outcome.VERIFIED && id != null) {
      work.recent().add(id, InboxMessage.signedAt(settled.sends().get(0).message()));
    }
  }

  /** One of them is in the inbox already. Alone it is known for the one, and taken as such. */
  private void again(List<Settled> settled, JMSException e) throws JMSException {
    if (!InboxSession.isDuplicate(e)) {
      throw e;
    }
    if (settled.size() == 1) {
      remember(settled.get(0));
    }
    most = 1;
  }
}
