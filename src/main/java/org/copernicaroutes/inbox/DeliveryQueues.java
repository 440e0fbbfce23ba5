package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.springframework.transaction.support.TransactionOperations;

/** What every queue of the two components works with. */
record DeliveryQueues(
    Broker broker,
    InboxSettings settings,
    TransactionOperations database,
    Pauses pauses,
    DeliveryWatch watch,
    Clock clock) {

  QueueWork work(QueueEndpoint endpoint, QueueConsumer consumer, CountDownLatch stop) {
    watch.watch(endpoint.queue());
    watch.watch(Queues.dead(endpoint.deadLetters()));
    return new QueueWork(
        endpoint.queue(),
        endpoint.getBatch(),
        settings.groupBytes().toBytes(),
        new RouteRun(consumer, endpoint::read, database),
        new Settling(endpoint.queue(), endpoint.deadLetters(), settings.notYet(), clock),
        pauses,
        watch,
        stop);
  }

  /**
   * Outside of a consumer: on disk when this returns.
   *
   * @throws DeliveryFailure outage, where the broker cannot take it now
   */
  void send(String queue, String text) {
    takesMore();
    try (Connection connection = broker.connect();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue(queue))) {
      producer.send(session.createTextMessage(text));
      session.commit();
    } catch (JMSException e) {
      throw DeliveryFailure.outage("the broker did not take an event for " + queue, e);
    }
  }

  /**
   * @throws DeliveryFailure outage, while nothing more can be taken
   */
  void takesMore() {
    String refusal = broker.refusal();
    if (refusal != null) {
      throw DeliveryFailure.outage(refusal, null);
    }
  }
}
