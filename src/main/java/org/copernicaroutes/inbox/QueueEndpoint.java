package org.copernicaroutes.inbox;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/** A durable queue that a route takes events from, with retries and dead letters. */
abstract class QueueEndpoint extends DefaultEndpoint {

  @UriParam(defaultValue = "1", description = "Events that share one commit")
  @Metadata(label = "consumer")
  private int batch = 1;

  @UriParam(defaultValue = "1", description = "Threads that take events side by side")
  @Metadata(label = "consumer")
  private int consumers = 1;

  private final DeliveryQueues queues;

  QueueEndpoint(String uri, Component component, DeliveryQueues queues) {
    super(uri, component);
    this.queues = queues;
  }

  abstract String queue();

  /** The dead letters that a bad event goes to, unless its route says otherwise. */
  abstract String deadLetters();

  abstract Object read(Taken taken);

  @Override
  public Consumer createConsumer(Processor route) throws Exception {
    QueueConsumer consumer = new QueueConsumer(this, route);
    configureConsumer(consumer);
    return consumer;
  }

  DeliveryQueues queues() {
    return queues;
  }

  public int getBatch() {
    return batch;
  }

  public void setBatch(int batch) {
    this.batch = atLeastOne("batch", batch);
  }

  public int getConsumers() {
    return consumers;
  }

  public void setConsumers(int consumers) {
    this.consumers = atLeastOne("consumers", consumers);
  }

  private int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          option + "=" + value + " of " + getEndpointUri() + " must be at least 1");
    }
    return value;
  }

  @Override
  public boolean isSingleton() {
    return true;
  }
}
