package org.copernicaroutes.inbox;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the body to a destination: where a consumer runs the route, together with what that one has
 * taken; anywhere else at once.
 */
final class DestinationProducer extends DefaultProducer {

  private final DeliveryQueues queues;
  private final DestinationFormat format;
  private final String queue;

  DestinationProducer(
      DestinationEndpoint endpoint, DeliveryQueues queues, DestinationFormat format) {
    super(endpoint);
    this.queues = queues;
    this.format = format;
    this.queue = endpoint.queue();
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    String text = format.write(exchange.getMessage().getMandatoryBody());
    Outgoing running = running(exchange);
    if (running == null) {
      queues.send(queue, text);
    } else {
      if (running.isEmpty()) {
        queues.takesMore(); // a system call: once for all that commits together
      }
      running.add(queue, text);
    }
  }

  private @Nullable Outgoing running(Exchange exchange) {
    Outgoing running = Outgoing.running();
    if (running == null && exchange.getProperty(Outgoing.MARK) != null) {
      throw DeliveryFailure.misconfigured(
          "a step before "
              + getEndpoint().getEndpointUri()
              + " goes on in another thread. Remove it (threads, wireTap, seda, parallel split):"
              + " all that a route sends commits with what it has taken.",
          null);
    }
    return running;
  }
}
