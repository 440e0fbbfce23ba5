package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

  /**
   * All of them are on disk when this returns; none, or an unknown number, when it throws.
   *
   * <p>They are sent in one go: to write a message takes longer than the broker's threads take to
   * store it, so that they would fall asleep after each.
   */
  void store(Collection<VerifiedRequest> requests) throws JMSException {
    for (Message message : written(requests)) {
      toGroup.send(message);
    }
    group.commit();
  }

  private List<Message> written(Collection<VerifiedRequest> requests) throws JMSException {
    List<Message> messages = new ArrayList<>(requests.size());
    for (VerifiedRequest request : requests) {
      messages.add(InboxMessage.write(group, request));
    }
    return messages;
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
