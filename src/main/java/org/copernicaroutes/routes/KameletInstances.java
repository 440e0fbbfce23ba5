package org.copernicaroutes.routes;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * Gives each kamelet step of each version of a route file an instance of its own, so that an edited
 * parameter takes effect and a removed route leaves nothing behind.
 *
 * <p>The parameters travel as properties of that instance and never inside a URI: {@code + & % # ?}
 * in a secret or a subject survive, also those that a setting brings in. Beside them each instance
 * gets its {@link StepName} as {@code stepName}, which no route file can set.
 */
final class KameletInstances {

  private static final Pattern OPTIONAL = Pattern.compile("\\{\\{\\?([^{}]+)}}");
  private static final AtomicLong COUNT = new AtomicLong();

  /**
   * One use of a kamelet in a route.
   *
   * @param ordinal counted from 1 among the uses of that kamelet
   */
  record Instance(String kamelet, int ordinal) {}

  private final CamelContext context;
  private final Map<String, Properties> parameters = new ConcurrentHashMap<>();

  KameletInstances(CamelContext context) {
    this.context = context;
    context.getComponent("kamelet", KameletComponent.class).setRouteProperties(parameters);
  }

  /**
   * Points the kamelet steps of the route at new instances, to be made when it is added.
   *
   * @param written the same steps as the file writes them, in the same order
   */
  void name(RouteDefinition route, List<Address> written) {
    Iterator<Address> addresses = written.iterator();
    Map<String, Integer> uses = new HashMap<>();
    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class).stream()
        .filter(to -> to.getUri().startsWith("kamelet:"))
        .forEach(to -> name(route.getId(), to, addresses.next(), uses));
  }

  private void name(String routeId, ToDefinition to, Address written, Map<String, Integer> uses) {
    if (!to.getUri().startsWith(written.toString())) {
      throw new IllegalStateException(to.getUri() + " is not " + written);
    }
    int ordinal = uses.merge(written.path(), 1, Integer::sum);
    String instance =
        String.join(".", routeId, written.path(), ordinal + "", COUNT.incrementAndGet() + "");
    Properties values = resolved(written.options());
    StepName name = new StepName(routeId, ordinal);
    values.put("stepName", name.toString());
    parameters.put(instance, values);
    to.setUri(written + "/" + instance);
  }

  private Properties resolved(Map<String, YamlNode> options) {
    Properties values = new Properties();
    options.forEach(
        (name, value) ->
            resolved(String.valueOf(value.text())).ifPresent(text -> values.put(name, text)));
    return values;
  }

  /** Nothing where an optional setting, {{?name}}, is not set. */
  private Optional<String> resolved(String value) {
    Matcher optional = OPTIONAL.matcher(value);
    return optional.matches()
        ? context.getPropertiesComponent().resolveProperty(optional.group(1))
        : Optional.of(context.resolvePropertyPlaceholders(value));
  }

  /** The instance that a message of Camel's speaks of. */
  static Optional<Instance> find(String routeId, String message) {
    return Pattern.compile(Pattern.quote(routeId) + "\\.([\\w-]+)\\.(\\d+)\\.\\d+")
        .matcher(message)
        .results()
        .map(found -> new Instance(found.group(1), Integer.parseInt(found.group(2))))
        .findFirst();
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
