package org.copernicaroutes.routes;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.direct.DirectComponent;

/** {@code destination:} without queues: what is sent is answered by the route at once. */
final class DirectDestination extends DirectComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> options)
      throws Exception {
    options.clear();
    options.put("failIfNoConsumers", true);
    options.put("block", false);
    return super.createEndpoint(uri, name, options);
  }
}
