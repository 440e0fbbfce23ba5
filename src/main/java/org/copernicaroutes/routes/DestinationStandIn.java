package org.copernicaroutes.routes;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.copernicaroutes.inbox.DestinationComponent;

/** What {@code destination:} is in a dry run: names and options are checked, no queue is there. */
final class DestinationStandIn extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> options) {
    DestinationComponent.requireName(name);
    for (String option : new String[] {"batch", "consumers"}) {
      Object value = options.remove(option);
      if (value != null
          && getCamelContext().getTypeConverter().convertTo(Integer.class, value) < 1) {
        throw new IllegalArgumentException(option + " must be 1 or more");
      }
    }
    return new Queue(uri, this);
  }

  private static final class Queue extends DefaultEndpoint {

    Queue(String uri, DestinationStandIn component) {
      super(uri, component);
    }

    @Override
    public Producer createProducer() {
      return new DefaultProducer(this) {
        @Override
        public void process(org.apache.camel.Exchange exchange) {
          throw new IllegalStateException("a dry run sends nothing");
        }
      };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      return new DefaultConsumer(this, processor);
    }
  }
}
