package org.copernicaroutes.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;

/**
 * Runs the loops of a queue between start and stop. A stop lets the running try end; whatever is
 * not settled by then goes back to its queue.
 */
final class QueueConsumer extends DefaultConsumer implements Suspendable {

  private static final long STOP_SECONDS = 30;

  private final QueueEndpoint endpoint;
  private final List<Thread> threads = new ArrayList<>();
  private CountDownLatch stop = new CountDownLatch(1);

  QueueConsumer(QueueEndpoint endpoint, Processor route) {
    super(endpoint, route);
    this.endpoint = endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    stop = new CountDownLatch(1);
    QueueWork work = endpoint.queues().work(endpoint, this, stop);
    for (int i = 1; i <= endpoint.getConsumers(); i++) {
      Thread thread =
          new Thread(new QueueLoop(endpoint.queues().broker(), work), work.queue() + "-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  @Override
  protected void doStop() throws Exception {
    stop.countDown();
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    }
    threads.clear();
    super.doStop();
  }

  @Override
  protected void doSuspend() throws Exception {
    doStop();
  }

  @Override
  protected void doResume() throws Exception {
    doStart();
  }
}
