package org.copernicaroutes.trial;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.copernicaroutes.inbox.DestinationFormat;
import org.jspecify.annotations.Nullable;

/**
 * {@code destination:} on trial: what is sent goes on once the route that sent it has ended well,
 * as it commits in the receiver.
 */
final class Outgoing extends DefaultComponent {

  /** One event on its way to a destination, as its queue would keep it. */
  record Sent(String destination, String text) {}

  private final Map<String, Consumer> takers = new HashMap<>();
  private final Deque<Sent> committed = new ArrayDeque<>();
  private final List<Sent> uncommitted = new ArrayList<>();
  private final DestinationFormat format;
  private final Story story;

  Outgoing(DestinationFormat format, Story story) {
    this.format = format;
    this.story = story;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> options) {
    options.clear();
    return new Queue(uri, name);
  }

  boolean isOurs(Endpoint endpoint) {
    return endpoint instanceof Queue;
  }

  void begin() {
    committed.clear();
    uncommitted.clear();
  }

  void commit() {
    committed.addAll(uncommitted);
    uncommitted.clear();
  }

  void rollBack() {
    uncommitted.clear();
  }

  @Nullable Sent next() {
    return committed.poll();
  }

  /** Nothing where no file takes from it. */
  @Nullable Consumer taker(String destination) {
    return takers.get(destination);
  }

  private final class Queue extends DefaultEndpoint {

    private final String name;

    Queue(String uri, String name) {
      super(uri, Outgoing.this);
      this.name = name;
    }

    @Override
    public Producer createProducer() {
      return new DefaultProducer(this) {
        @Override
        public void process(Exchange exchange) throws Exception {
          String text = format.write(exchange.getMessage().getMandatoryBody());
          uncommitted.add(new Sent(name, text));
          story.tell("send", Told.saying("destination", name, "taken", takers.containsKey(name)));
        }
      };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      return takers.computeIfAbsent(name, n -> new DefaultConsumer(this, processor));
    }
  }
}
