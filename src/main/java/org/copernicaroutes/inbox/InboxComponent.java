package org.copernicaroutes.inbox;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code inbox:}, the queue between the door and the decoder. */
@Component("inbox")
public final class InboxComponent extends DefaultComponent {

  private final DeliveryQueues queues;
  private final InboxWriter writer;
  private final Park park;

  InboxComponent(DeliveryQueues queues, InboxWriter writer, Park park) {
    this.queues = queues;
    this.writer = writer;
    this.park = park;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    InboxEndpoint endpoint = new InboxEndpoint(uri, this, queues, writer, park);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /** Makes the same endpoints in another context; for a dry run, which does not start them. */
  public InboxComponent standIn() {
    return new InboxComponent(queues, writer, park);
  }
}
