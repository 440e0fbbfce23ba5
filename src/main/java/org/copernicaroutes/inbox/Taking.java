package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.apache.activemq.artemis.jms.client.JMSExceptionHelper;
import org.jspecify.annotations.Nullable;

/**
 * One JMS transaction after another on one queue. What was taken is the broker's until the commit:
 * a crash, a close or a rollback gives it back.
 */
final class Taking implements AutoCloseable {

  private static final long WAIT_MILLIS = 250;

  private final Session session;
  private final MessageConsumer consumer;
  private final MessageProducer producer;
  private @Nullable ClientProducer back;

  Taking(Connection connection, String queue) throws JMSException {
    this(connection, queue, null);
  }

  /**
   * @param selector in the words of JMS: only such messages are taken; null: all
   */
  Taking(Connection connection, String queue, @Nullable String selector) throws JMSException {
    session = connection.createSession(true, Session.SESSION_TRANSACTED);
    consumer = session.createConsumer(session.createQueue(queue), selector);
    producer = session.createProducer(null);
  }

  private Taking(Taking one, String queue) throws JMSException {
    session = one.session;
    consumer = session.createConsumer(session.createQueue(queue));
    producer = one.producer;
  }

  /** From another queue in the same transactions: either commits both. */
  Taking beside(String queue) throws JMSException {
    return new Taking(this, queue);
  }

  List<Taken> take(int max) throws JMSException {
    return take(max, Long.MAX_VALUE);
  }

  /**
   * Waits a little for the first, not for the others.
   *
   * @param bytes after which no more is taken, so that a batch of large bodies fits into memory
   */
  List<Taken> take(int max, long bytes) throws JMSException {
    List<Taken> taken = new ArrayList<>();
    long sum = 0;
    Message message = consumer.receive(WAIT_MILLIS);
    while (message != null) {
      Taken event = Taken.of(message);
      taken.add(event);
      sum += event.length();
      message = taken.size() < max && sum < bytes ? consumer.receiveNoWait() : null;
    }
    return taken;
  }

  /** Waits a little for it; null: there is none. */
  @Nullable Message next() throws JMSException {
    return consumer.receive(WAIT_MILLIS);
  }

  /** Null: there is none at this moment. */
  @Nullable Message atHand() throws JMSException {
    return consumer.receiveNoWait();
  }

  /**
   * Sends one that was taken to the end of the queue, as the message that it is: with its id, its
   * time and its expiry, which JMS would make anew.
   */
  void putBack(String queue, Message message, Taken taken) throws JMSException {
    ActiveMQMessage copy = (ActiveMQMessage) taken.copy(session);
    try {
      copy.doBeforeSend();
      ClientMessage was = ((ActiveMQMessage) message).getCoreMessage();
      ClientMessage same = copy.getCoreMessage();
      same.setUserID(was.getUserID()).setTimestamp(was.getTimestamp());
      same.setExpiration(was.getExpiration()).setDurable(true).setRoutingType(RoutingType.ANYCAST);
      back(queue).send(same);
    } catch (ActiveMQException e) {
      throw JMSExceptionHelper.convertFromActiveMQException(e);
    } catch (JMSException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private ClientProducer back(String queue) throws ActiveMQException {
    if (back == null) {
      back = ((ActiveMQSession) session).getCoreSession().createProducer(queue);
    }
    return back;
  }

  /** Lets others take what was fetched ahead; what was taken stays in the transaction. */
  void release() throws JMSException {
    consumer.close();
  }

  void commit(List<Send> sends) throws JMSException {
    for (Send send : sends) {
      producer.setDeliveryDelay(send.delay().toMillis());
      producer.setTimeToLive(send.keep().toMillis());
      producer.send(session.createQueue(send.queue()), send.message().copy(session));
    }
    session.commit();
  }

  void rollback() throws JMSException {
    session.rollback();
  }

  @Override
  public void close() throws JMSException {
    session.close();
  }
}
