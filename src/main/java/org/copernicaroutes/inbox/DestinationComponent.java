package org.copernicaroutes.inbox;

import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code destination:<name>}, a durable queue with retries and dead letters. */
@Component("destination")
public final class DestinationComponent extends DefaultComponent {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");

  private final DeliveryQueues queues;
  private final DestinationFormat format;

  DestinationComponent(DeliveryQueues queues, DestinationFormat format) {
    this.queues = queues;
    this.format = format;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters)
      throws Exception {
    requireName(name);
    DestinationEndpoint endpoint = new DestinationEndpoint(uri, this, queues, format, name);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /**
   * @throws IllegalArgumentException where no queue may be called so
   */
  public static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "`"
              + name
              + "` is no name of a destination: use lower-case letters, digits and single . _ -"
              + " between them, as in destination:crm-sync");
    }
  }

  /** Makes the same endpoints in another context; for a dry run, which does not start them. */
  public DestinationComponent standIn() {
    return new DestinationComponent(queues, format);
  }
}
