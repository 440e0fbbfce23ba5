package org.copernicaroutes.inbox;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

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
    queues.watch().watch(queue); // also where no file takes from it
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    String text = format.write(exchange.getMessage().getMandatoryBody());
    queues.give(exchange, queue, Taken.text(text));
  }
}
