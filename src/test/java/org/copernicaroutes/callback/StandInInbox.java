package org.copernicaroutes.callback;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;

/** Keeps the contract of {@code inbox:}: completes on a thread of its own, with the id stored. */
final class StandInInbox extends DefaultComponent {

  static final String ID = "0123456789abcdef";

  private final java.util.concurrent.ExecutorService writer = Executors.newSingleThreadExecutor();
  private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
  private volatile boolean holding;

  /** From now on nothing is committed until {@link #release()}. */
  void hold() {
    holding = true;
  }

  void release() {
    holding = false;
    for (Runnable commit = held.poll(); commit != null; commit = held.poll()) {
      writer.execute(commit);
    }
  }

  int waiting() {
    return held.size();
  }

  @Override
  protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters) {
    return new InboxEndpoint(
        uri,
        this,
        commit -> {
          if (holding) {
            held.add(commit);
          } else {
            writer.execute(commit);
          }
        });
  }

  @Override
  protected void doShutdown() throws Exception {
    writer.shutdownNow();
    super.doShutdown();
  }

  private static final class InboxEndpoint extends DefaultEndpoint {

    private final Executor executor;

    InboxEndpoint(String uri, StandInInbox component, Executor executor) {
      super(uri, component);
      this.executor = executor;
    }

    @Override
    public Producer createProducer() {
      return new DefaultAsyncProducer(this) {
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
          executor.execute(
              () -> {
                exchange.getMessage().setBody(Answer.stored(ID));
                callback.done(false);
              });
          return false;
        }
      };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      throw new UnsupportedOperationException("nobody reads this inbox");
    }
  }
}
