package org.copernicaroutes.routes;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.copernicaroutes.inbox.SharedTransaction;

/**
 * Adds the route of a file to a Camel context and takes it out again without a trace.
 *
 * <p>A failure goes to whoever called the route: the queue that it takes from knows the end and has
 * the line for it. Camel's own error handler would log it beside that, with stack trace and values.
 */
final class CamelRoutes {

  private final CamelContext context;
  private final KameletInstances kamelets;
  private final Duration stopLimit;
  private final BiConsumer<RouteText, RouteDefinition> made;

  CamelRoutes(CamelContext context, Duration stopLimit) {
    this(context, stopLimit, (text, route) -> {});
  }

  /**
   * @param made is shown each route before Camel builds it
   */
  CamelRoutes(
      CamelContext context, Duration stopLimit, BiConsumer<RouteText, RouteDefinition> made) {
    this.context = context;
    this.kamelets = new KameletInstances(context);
    this.stopLimit = stopLimit;
    this.made = made;
  }

  /** Adds and starts it; when that fails, whatever was made of it is removed. */
  void add(RouteText text) throws Exception {
    try {
      context.addRoutes(builder(text));
    } catch (Exception e) {
      remove(text.id());
      throw e;
    }
  }

  private RoutesBuilder builder(RouteText text) throws Exception {
    var resource = ResourceHelper.fromString(text.path().toString(), text.text());
    RoutesBuilder builder =
        PluginHelper.getRoutesLoader(context).findRoutesBuilders(resource).iterator().next();
    ((RouteBuilder) builder).addLifecycleInterceptor(naming(RouteOutline.read(text)));
    return builder;
  }

  private static List<Address> kamelets(RouteTree tree) {
    return tree.allSteps()
        .flatMap(step -> step.address().stream())
        .filter(address -> address.scheme().equals("kamelet"))
        .toList();
  }

  private RouteBuilderLifecycleStrategy naming(RouteTree tree) {
    return new RouteBuilderLifecycleStrategy() {
      @Override
      public void afterConfigure(RouteBuilder builder) {
        RouteDefinition route = builder.getRouteCollection().getRoutes().get(0);
        route.setId(tree.text().id());
        route.setErrorHandlerFactory(new NoErrorHandlerDefinition());
        kamelets.name(route, kamelets(tree));
        if (RouteRules.movesAlerts(tree)) {
          route.routeProperty(SharedTransaction.ALLOWED, "true");
        }
        made.accept(tree.text(), route);
      }
    };
  }

  /** Lets it finish what it is working on, up to the limit, and removes it with its kamelets. */
  void remove(String id) throws Exception {
    Set<String> instances = new HashSet<>(kamelets.routesOf(id));
    removeRoute(id);
    for (String instance : instances) {
      removeRoute(instance);
    }
    kamelets.forget(instances);
  }

  private void removeRoute(String id) throws Exception {
    if (context.getRoute(id) != null) {
      context.getRouteController().stopRoute(id, stopLimit.toMillis(), TimeUnit.MILLISECONDS);
      context.removeRoute(id);
    }
    ModelCamelContext model = (ModelCamelContext) context;
    RouteDefinition left = model.getRouteDefinition(id);
    if (left != null) {
      model.removeRouteDefinition(left);
    }
  }
}
