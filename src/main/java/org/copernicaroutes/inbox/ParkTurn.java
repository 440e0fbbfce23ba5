package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.copernicaroutes.signature.Verdict.Verified;

/**
 * The requests of one key name, taken out of the park in the order of their arrival. One that no
 * known key made may have to wait for DNS, and then lets those pass that a known key did make.
 */
final class ParkTurn {

  /** Found behind such a one at a time: as many ids as a selector holds with ease. */
  private static final int MOST_FOUND = 100;

  private final ParkWork work;
  private final String ofName;
  private final boolean decidable;

  /** By event id: what the last search verified, so that the taking need not. */
  private final Map<String, Verified> found = new HashMap<>();

  private String selector;
  private int most;
  private boolean moved;
  private boolean searched;
  private boolean movedSinceSearch = true;
  private boolean goesOn = true;

  /**
   * @param decidable false: only what waits for too long is taken
   */
  ParkTurn(ParkWork work, String name, boolean decidable) {
    this.work = work;
    this.ofName = ParkedMessage.KEY_NAME + " = '" + name.replace("'", "''") + "'";
    this.selector = ofName;
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
    boolean stuck;
    try (Taking taking = new Taking(connection, Queues.PARK, selector)) {
      List<Taken> events = taking.take(most, work.settings().groupBytes().toBytes());
      List<Settled> settled = work.verdicts().of(events, decidable, found);
      if (settled.isEmpty()) {
        goesOn = decidable && (searched || !events.isEmpty()) && movedSinceSearch;
      } else if (settled.size() < events.size()) {
        most = settled.size();
      } else {
        commit(taking, settled);
        return;
      }
      stuck = settled.isEmpty();
    }
    if (stuck && goesOn) {
      search(connection);
    }
  }

  private void search(Connection connection) throws JMSException {
    List<String> ids = verified(connection);
    searched = true;
    movedSinceSearch = false;
    most = work.settings().groupSize();
    selector =
        ofName + " AND " + StoredRequest.DUPLICATE_ID + " IN ('" + String.join("', '", ids) + "')";
    goesOn = !ids.isEmpty();
  }

  /** Takes nothing. What it finds is kept, and is no more than one taking holds. */
  private List<String> verified(Connection connection) throws JMSException {
    List<String> ids = new ArrayList<>();
    found.clear();
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueBrowser browser = session.createBrowser(session.createQueue(Queues.PARK), ofName)) {
      Enumeration<?> all = browser.getEnumeration();
      long room = work.settings().groupBytes().toBytes();
      while (ids.size() < MOST_FOUND && room > 0 && all.hasMoreElements()) {
        Message message = (Message) all.nextElement();
        String id = message.getStringProperty(StoredRequest.DUPLICATE_ID);
        Taken event = Taken.of(message);
        if (id != null && isVerified(event)) {
          ids.add(id);
          room -= event.length();
        }
      }
    }
    return ids;
  }

  private boolean isVerified(Taken event) {
    Optional<Verified> verified = work.verdicts().verified(event);
    verified.ifPresent(one -> found.put(one.request().id(), one));
    return verified.isPresent();
  }

  private void commit(Taking taking, List<Settled> settled) throws JMSException {
    try {
      taking.commit(settled.stream().flatMap(s -> s.sends().stream()).toList());
    } catch (JMSException e) {
      again(settled, e);
      return;
    }
    moved = true;
    movedSinceSearch = true;
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
