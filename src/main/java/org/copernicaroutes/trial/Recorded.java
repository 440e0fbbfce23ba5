package org.copernicaroutes.trial;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.PollingConsumerSupport;

/**
 * Stands where an endpoint would be that leads out: it tells what the endpoint would be given, and
 * neither sends nor fetches. The endpoint itself was made of its options, and is asked for nothing
 * but these.
 */
final class Recorded extends DefaultEndpoint {

  private final Endpoint real;
  private final Departures departures;

  Recorded(Endpoint real, Departures departures) {
    this.real = real;
    this.departures = departures;
    setCamelContext(real.getCamelContext());
    setEndpointUri(real.getEndpointUri());
  }

  @Override
  public boolean isSingleton() {
    return real.isSingleton();
  }

  @Override
  public Producer createProducer() {
    return new DefaultProducer(this) {
      @Override
      public void process(Exchange exchange) throws Exception {
        departures.tell(real, exchange);
      }
    };
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("nothing is taken from " + real + " on trial");
  }

  @Override
  public PollingConsumer createPollingConsumer() {
    return new PollingConsumerSupport(this) {
      @Override
      public Exchange receive() {
        departures.tellFetch(real);
        return null;
      }

      @Override
      public Exchange receiveNoWait() {
        return receive();
      }

      @Override
      public Exchange receive(long timeout) {
        return receive();
      }

      @Override
      protected void doStart() {}

      @Override
      protected void doStop() {}
    };
  }
}
