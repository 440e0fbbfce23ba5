package org.copernicaroutes.forward;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.util.URISupport;

/**
 * Camel's kamelets, where {@code timeout} of http-forward-sink reaches the sink.
 *
 * <p>Camel has an option of that name for every kamelet, how long to wait for one that is not
 * started, and would take the value for it.
 */
public final class ForwardKameletComponent extends KameletComponent {

  private static final String KAMELET = "http-forward-sink";
  private static final String OPTION = "timeout";

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    if (!KAMELET.equals(remaining) || !parameters.containsKey(OPTION)) {
      return super.createEndpoint(uri, remaining, parameters);
    }
    URISupport.resolveRawParameterValues(parameters);
    Object timeout = parameters.remove(OPTION);
    KameletEndpoint endpoint = (KameletEndpoint) super.createEndpoint(uri, remaining, parameters);
    Map<String, Object> properties = new HashMap<>(endpoint.getKameletProperties());
    properties.put(OPTION, timeout);
    endpoint.setKameletProperties(properties);
    return endpoint;
  }
}
