package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
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
        batch(endpoint, consumer),
        settings.groupBytes().toBytes(),
        new RouteRun(consumer, endpoint::read, database),
        settling(endpoint.queue(), endpoint.deadLetters()),
        pauses,
        watch,
        stop);
  }

  private int batch(QueueEndpoint endpoint, QueueConsumer consumer) {
    return SharedTransaction.isAllowed(consumer.getRoute())
        ? settings.digest().part()
        : endpoint.getBatch();
  }

  Settling settling(String queue, String deadLetters) {
    return new Settling(queue, deadLetters, settings.notYet(), clock);
  }

  /**
   * Where a consumer runs the route, together with what that one has taken; anywhere else at once.
   */
  void give(Exchange exchange, String queue, Taken message) {
    Outgoing running = running(exchange, queue);
    if (running == null) {
      send(queue, message);
    } else {
      if (running.isEmpty()) {
        takesMore(); // a system call: once for all that commits together
      }
      running.add(queue, message);
    }
  }

  private static @Nullable Outgoing running(Exchange exchange, String queue) {
    Outgoing running = Outgoing.running();
    if (running == null && exchange.getProperty(Outgoing.MARK) != null) {
      throw DeliveryFailure.misconfigured(
          "a step before the one that sends to "
              + Queues.shortName(queue)
              + " goes on in another thread. Remove it (threads, wireTap, seda, parallel split):"
              + " all that a route sends commits with what it has taken.",
          null);
    }
    return running;
  }

  /**
   * On disk when this returns.
   *
   * @throws DeliveryFailure outage, where the broker cannot take it now
   */
  private void send(String queue, Taken message) {
    takesMore();
    try (Connection connection = broker.connect();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue(queue))) {
      producer.send(message.copy(session));
      session.commit();
    } catch (JMSException e) {
      throw DeliveryFailure.outage("the broker did not take an event for " + queue, e);
    }
  }

  /**
   * @throws DeliveryFailure outage, while nothing more can be taken
   */
  private void takesMore() {
    String refusal = broker.refusal();
    if (refusal != null) {
      throw DeliveryFailure.outage(refusal, null);
    }
  }
}
