package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQDuplicateIdException;

/** The writer's way into inbox and park. After any exception it is of no more use: close it. */
final class InboxSession implements AutoCloseable {

  private final Connection connection;
  private final Session group;
  private final Map<String, MessageProducer> toGroup;
  private final Session single;
  private final Map<String, MessageProducer> toSingle;

  InboxSession(Broker broker) throws JMSException {
    connection = broker.connect();
    try {
      group = connection.createSession(true, Session.SESSION_TRANSACTED);
      toGroup = producers(group);
      single = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      toSingle = producers(single);
    } catch (JMSException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static Map<String, MessageProducer> producers(Session session) throws JMSException {
    return Map.of(
        Queues.INBOX, session.createProducer(session.createQueue(Queues.INBOX)),
        Queues.PARK, session.createProducer(session.createQueue(Queues.PARK)));
  }

  /**
   * All of them are on disk when this returns; none, or an unknown number, when it throws.
   *
   * <p>They are sent in one go: to write a message takes longer than the broker's threads take to
   * store it, so that they would fall asleep after each.
   */
  void store(Collection<Arrival> arrivals) throws JMSException {
    List<Message> messages = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      messages.add(arrival.message().copy(group));
    }
    int next = 0;
    for (Arrival arrival : arrivals) {
      toGroup.get(arrival.queue()).send(messages.get(next++));
    }
    group.commit();
  }

  /**
   * One by one. Outside of a transaction the broker drops a duplicate and reports success, so that
   * what returns is on disk either way.
   */
  void store(Arrival arrival) throws JMSException {
    toSingle.get(arrival.queue()).send(arrival.message().copy(single));
  }

  /** In a transaction the broker says so. */
  static boolean isDuplicate(Throwable e) {
    return e instanceof ActiveMQDuplicateIdException
        || (e.getCause() != null && isDuplicate(e.getCause()));
  }

  @Override
  public void close() throws JMSException {
    connection.close();
  }
}
