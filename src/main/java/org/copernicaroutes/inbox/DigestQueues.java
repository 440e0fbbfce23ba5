package org.copernicaroutes.inbox;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;

/** Makes the queues that events wait in for their digest. */
public final class DigestQueues {

  private final DeliveryQueues queues;

  DigestQueues(DeliveryQueues queues) {
    this.queues = queues;
  }

  /**
   * Not started yet.
   *
   * @param delivery is given one digest at a time; what it throws says how the try ends
   */
  public <D> DigestQueue<D> open(
      DigestTerms terms, DigestFormat<D> format, CamelContext context, Processor delivery) {
    return new DigestQueue<>(
        terms, format, queues, new DigestEndpoint(context, queues, terms.step(), format), delivery);
  }
}
