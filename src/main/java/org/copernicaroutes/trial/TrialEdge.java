package org.copernicaroutes.trial;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.HasExpressionType;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.spi.CamelLogger;
import org.apache.camel.spi.LogListener;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.copernicaroutes.routes.ConditionLines;
import org.copernicaroutes.routes.Edge;
import org.jspecify.annotations.Nullable;

/** Sees every step of the route files run, and puts a recorder wherever something would leave. */
final class TrialEdge implements Edge, LogListener {

  private final Story story;
  private final Outgoing destinations;
  private final Departures departures;
  private final Map<String, String> files = new HashMap<>();

  TrialEdge(Story story, Outgoing destinations) {
    this.story = story;
    this.destinations = destinations;
    this.departures = new Departures(story);
  }

  @Override
  public void surround(CamelContext context) {
    context.addComponent("destination", destinations);
    context.getRegistry().bind("bean-language", new ToldBeans(story));
    var extension = context.getCamelContextExtension();
    extension.registerEndpointCallback((uri, endpoint) -> atTheEdge(endpoint));
    extension.addInterceptStrategy((camel, node, target, next) -> watched(node, target));
    extension.addLogListener(this);
  }

  /** What leads from route to route stays, and what leads out is replaced, whatever it is. */
  private Endpoint atTheEdge(Endpoint endpoint) {
    boolean staysInside =
        endpoint instanceof DirectEndpoint
            || endpoint instanceof KameletEndpoint
            || destinations.isOurs(endpoint);
    return staysInside ? endpoint : new Recorded(endpoint, departures);
  }

  @Override
  public @Nullable String onLog(Exchange exchange, CamelLogger logger, String message) {
    story.tell("log", Told.saying("message", message));
    return message;
  }

  @Override
  public void made(Path file, RouteDefinition route, ConditionLines lines) {
    files.put(route.getRouteId(), file.toString());
    Iterator<Integer> whens = lines.whens().iterator();
    all(ChoiceDefinition.class, route).forEach(choice -> ask(route, choice, whens));
    Iterator<Integer> filters = lines.filters().iterator();
    all(FilterDefinition.class, route)
        .forEach(filter -> ask(filter, "filter", 0, spot(route.getRouteId(), filters.next())));
  }

  private static <T> Collection<T> all(Class<T> kind, RouteDefinition route) {
    return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), kind);
  }

  private void ask(RouteDefinition route, ChoiceDefinition choice, Iterator<Integer> lines) {
    int number = 1;
    for (WhenDefinition branch : choice.getWhenClauses()) {
      ask(branch, "when", number++, spot(route.getRouteId(), lines.next()));
    }
  }

  private void ask(HasExpressionType node, String what, int number, Spot spot) {
    ExpressionDefinition written = node.getExpressionType();
    node.setExpressionType(
        new ExpressionDefinition(new AskedPredicate(written, spot, what, number, story)));
  }

  private Spot spot(String route, int line) {
    return new Spot(route, String.valueOf(files.get(route)), line);
  }

  /** Only the steps of route files: what happens inside a kamelet is its step's. */
  private Processor watched(NamedNode node, Processor target) {
    String route = ProcessorDefinitionHelper.getRouteId(node);
    if (!files.containsKey(route)) {
      return target;
    }
    boolean calls = node instanceof BeanDefinition || node instanceof ProcessDefinition;
    Processor step =
        calls ? exchange -> story.tell("call", Told.saying("bean", node.getLabel())) : target;
    return new Watched(step, spot(route, node.getLineNumber()), isFirstOfOtherwise(node));
  }

  private static boolean isFirstOfOtherwise(NamedNode node) {
    return node.getParent() instanceof OtherwiseDefinition otherwise
        && otherwise.getOutputs().get(0) == node;
  }

  private final class Watched extends DelegateAsyncProcessor {

    private final Spot spot;
    private final boolean beginsOtherwise;

    Watched(Processor step, Spot spot, boolean beginsOtherwise) {
      super(step);
      this.spot = spot;
      this.beginsOtherwise = beginsOtherwise;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      if (beginsOtherwise) {
        story.tell("otherwise", spot, Told.saying());
      }
      if (!story.enter(spot)) {
        exchange.setException(new IllegalStateException("without end"));
        story.leave(true);
        callback.done(true);
        return true;
      }
      return super.process(
          exchange,
          sync -> {
            story.leave(exchange.getException() != null);
            callback.done(sync);
          });
    }
  }
}
