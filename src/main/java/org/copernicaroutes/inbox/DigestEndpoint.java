package org.copernicaroutes.inbox;

import org.apache.camel.CamelContext;
import org.apache.camel.Producer;

/** The digests of a step that are ready to be delivered. No route file can name it. */
final class DigestEndpoint extends QueueEndpoint {

  private final String step;
  private final DigestFormat<?> format;

  DigestEndpoint(CamelContext context, DeliveryQueues queues, String step, DigestFormat<?> format) {
    super("digest:" + step, null, queues);
    setCamelContext(context);
    this.step = step;
    this.format = format;
  }

  @Override
  String queue() {
    return Queues.ready(step);
  }

  @Override
  String deadLetters() {
    return "digest." + step;
  }

  @Override
  Object read(Taken taken) {
    return format.read(taken.text());
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("a digest is made of its events alone");
  }
}
