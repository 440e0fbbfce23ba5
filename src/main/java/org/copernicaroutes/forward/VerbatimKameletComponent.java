package org.copernicaroutes.forward;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.util.URISupport;

/**
 * Camel's kamelets, where ours get their own parameters, all of them, and no others.
 *
 * <p>Camel accepts any option for a kamelet, and has one named {@code timeout} itself, how long to
 * wait for a kamelet that is not started, for which it would take ours.
 */
public final class VerbatimKameletComponent extends KameletComponent {

  private static final String TIMEOUT = "timeout";

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    Set<String> known = VerbatimParameters.OF_KAMELETS.get(remaining);
    if (known == null) {
      return super.createEndpoint(uri, remaining, parameters);
    }
    parameters.keySet().forEach(name -> refuseUnknown(remaining, name, known));
    URISupport.resolveRawParameterValues(parameters);
    Object timeout = parameters.remove(TIMEOUT);
    KameletEndpoint endpoint = (KameletEndpoint) super.createEndpoint(uri, remaining, parameters);
    if (timeout != null) {
      endpoint.setKameletProperties(with(endpoint.getKameletProperties(), timeout));
    }
    return endpoint;
  }

  private static void refuseUnknown(String kamelet, String name, Set<String> known) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "unknown option `"
              + name
              + "` of "
              + kamelet
              + "; it has "
              + String.join(", ", known.stream().sorted().toList())
              + ". If it is part of a value: a value may not hold )& side by side, write %29&");
    }
  }

  private static Map<String, Object> with(Map<String, Object> properties, Object timeout) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put(TIMEOUT, timeout);
    return all;
  }
}
