package org.copernicaroutes.inbox;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Events of a step that wait to be told of in one message, durably; and that message, delivered as
 * from any queue, with the three ends.
 *
 * <p>The queue is also the memory of the burst: while it holds anything, further events belong into
 * it. After a period with many events a mark stays, so that the next period has its digest too.
 */
final class DigestQueue<D> implements WaitingEvents<D> {

  /** The broker gives all messages of a group to one consumer, so only one node makes a digest. */
  static final Map<String, Object> TOGETHER = Map.of("JMSXGroupID", "digest");

  private static final long STOP_SECONDS = 30;

  private final DigestTerms terms;
  private final DigestFormat<D> format;
  private final DeliveryQueues queues;
  private final DigestEndpoint ready;
  private final Processor delivery;
  private CountDownLatch stop = new CountDownLatch(1);
  private @Nullable Thread thread;
  private @Nullable Consumer consumer;

  DigestQueue(
      DigestTerms terms,
      DigestFormat<D> format,
      DeliveryQueues queues,
      DigestEndpoint ready,
      Processor delivery) {
    this.terms = terms;
    this.format = format;
    this.queues = queues;
    this.ready = ready;
    this.delivery = delivery;
  }

  @Override
  public boolean isOpen() {
    return queues.broker().depth(Queues.digest(terms.step())).events() > 0;
  }

  @Override
  public void add(Exchange exchange, D digest) {
    Taken message = Taken.text(format.write(digest)).with(TOGETHER);
    queues.give(exchange, Queues.digest(terms.step()), message);
  }

  @Override
  public void start() throws Exception {
    stop = new CountDownLatch(1);
    queues.watch().watch(Queues.digest(terms.step()));
    queues.watch().watch(Queues.sum(terms.step()));
    consumer = ready.createConsumer(delivery);
    consumer.start();
    DigestCollector<D> collector = new DigestCollector<>(terms, format, queues, stop);
    thread = new Thread(collector, Queues.digest(terms.step()));
    thread.start();
  }

  @Override
  public void stop() throws InterruptedException {
    stop.countDown();
    if (thread != null) {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    }
    if (consumer != null) {
      consumer.stop();
    }
  }
}
