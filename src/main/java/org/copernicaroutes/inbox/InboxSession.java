package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.Collection;
import org.copernicaroutes.signature.VerifiedRequest;

/** The writer's way into the inbox. After any exception it is of no more use: close it. */
final class InboxSession implements AutoCloseable {

  private final Connection connection;
  private final Session group;
  private final MessageProducer toGroup;
  private final Session single;
  private final MessageProducer toSingle;

  InboxSession(Broker broker) throws JMSException {
    connection = broker.connect();
    try {
      group = connection.createSession(true, Session.SESSION_TRANSACTED);
      toGroup = group.createProducer(group.createQueue(Queues.INBOX));
      single = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      toSingle = single.createProducer(single.createQueue(Queues.INBOX));
    } catch (JMSException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** All of them are on disk when this returns; none, or an unknown number, when it throws. */
  void store(Collection<VerifiedRequest> requests) throws JMSException {
    for (VerifiedRequest request : requests) {
      toGroup.send(InboxMessage.write(group, request));
    }
    group.commit();
  }

  /**
   * One by one. Outside of a transaction the broker drops a duplicate and reports success, so that
   * what returns is on disk either way.
   */
  void store(VerifiedRequest request) throws JMSException {
    toSingle.send(InboxMessage.write(single, request));
  }

  @Override
  public void close() throws JMSException {
    connection.close();
  }
}
