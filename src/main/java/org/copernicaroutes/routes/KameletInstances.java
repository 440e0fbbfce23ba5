package org.copernicaroutes.routes;

import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.util.URISupport;

/**
 * Gives each kamelet step of each version of a route file an instance of its own, so that an edited
 * parameter takes effect and a removed route leaves nothing behind.
 *
 * <p>The parameters travel as properties of that instance and never inside a URI: {@code + & % # ?}
 * in a secret or a subject survive, also those that a setting brings in.
 */
final class KameletInstances {

  private static final AtomicLong COUNT = new AtomicLong();

  private final CamelContext context;
  private final Map<String, Properties> parameters = new ConcurrentHashMap<>();

  KameletInstances(CamelContext context) {
    this.context = context;
    context.getComponent("kamelet", KameletComponent.class).setRouteProperties(parameters);
  }

  /** Points the kamelet steps of the route at new instances, to be made when it is added. */
  void name(RouteDefinition route) {
    Collection<ToDefinition> steps =
        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class);
    steps.stream().filter(to -> to.getUri().startsWith("kamelet:")).forEach(to -> name(route, to));
  }

  private void name(RouteDefinition route, ToDefinition to) {
    String[] parts = to.getUri().substring("kamelet:".length()).split("\\?", 2);
    String kamelet = parts[0].replaceFirst("^//", "");
    String instance = route.getId() + "." + kamelet + "." + COUNT.incrementAndGet();
    parameters.put(instance, parts.length == 1 ? new Properties() : parsed(parts[1]));
    to.setUri("kamelet:" + kamelet + "/" + instance);
  }

  private Properties parsed(String query) {
    try {
      Map<String, Object> values = URISupport.parseQuery(query, true);
      URISupport.resolveRawParameterValues(values);
      Properties resolved = new Properties();
      values.forEach((name, value) -> resolved.setProperty(name, resolved(value)));
      return resolved;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the parameters cannot be read: " + e.getReason(), e);
    }
  }

  private String resolved(Object value) {
    return context.resolvePropertyPlaceholders(String.valueOf(value));
  }

  /** The kamelet routes of that route's version, newest or left over from a failed start. */
  Set<String> routesOf(String routeId) {
    return parameters.keySet().stream()
        .filter(instance -> instance.startsWith(routeId + "."))
        .collect(Collectors.toSet());
  }

  void forget(Set<String> instances) throws Exception {
    List<Endpoint> endpoints =
        context.getEndpoints().stream()
            .filter(e -> e instanceof KameletEndpoint k && instances.contains(k.getRouteId()))
            .toList();
    for (Endpoint endpoint : endpoints) {
      context.removeEndpoint(endpoint);
    }
    parameters.keySet().removeAll(instances);
  }
}
