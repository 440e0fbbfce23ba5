package org.copernicaroutes.inbox;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;

/** Makes the queues that events wait in for their digest. */
final class DigestQueues implements Digests {

  private final DeliveryQueues queues;

  DigestQueues(DeliveryQueues queues) {
    this.queues = queues;
  }

  @Override
  public <D> DigestQueue<D> open(
      DigestTerms terms, DigestFormat<D> format, CamelContext context, Processor delivery) {
    return new DigestQueue<>(
        terms, format, queues, new DigestEndpoint(context, queues, terms.step(), format), delivery);
  }
}
