package org.copernicaroutes.routes;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.copernicaroutes.event.Event;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Builds a route file in a Camel context of its own, whose routes never start, and tells what is
 * wrong with it. Nothing outside is contacted and nothing that runs notices.
 */
final class DryRun {

  private final Scratch contexts;
  private final List<Event> examples;
  private final KnownNames names;

  DryRun(ListableBeanFactory beans, Environment environment, List<Event> examples) {
    this.contexts = new Scratch(beans, environment);
    this.examples = List.copyOf(examples);
    this.names = new KnownNames(environment);
  }

  /** For whoever runs what was found good. */
  Scratch contexts() {
    return contexts;
  }

  Judged of(RouteText text) {
    try {
      RouteTree tree = RouteOutline.read(text);
      List<Address> to = tree.allSteps().flatMap(step -> step.address().stream()).toList();
      return new Judged(text, problems(tree), Optional.of(tree.from()), to);
    } catch (RouteOutline.Unreadable e) {
      return new Judged(text, List.of(e.problem()), Optional.empty(), List.of());
    }
  }

  /** Settings that were meant for one of these files and are misspelt. */
  List<RouteFileProblem> unaskedSettings(Collection<RouteText> files) {
    return names.unasked(files);
  }

  private List<RouteFileProblem> problems(RouteTree tree) {
    Findings findings = new Findings(tree.text());
    RouteRules.check(tree, findings);
    names.check(tree, findings);
    Targets.check(tree, findings);
    Secrets.check(tree, findings);
    tryOut(tree, findings);
    return findings.sorted();
  }

  private void tryOut(RouteTree tree, Findings findings) {
    try (DefaultCamelContext scratch = scratch()) {
      scratch.start();
      new Expressions(new Trial(scratch, examples, findings)).check(tree);
      new Conditions(scratch, examples, findings).check(tree);
      if (findings.areAllBeyondCamel()) {
        build(scratch, tree, findings);
      }
    } catch (Exception e) {
      throw new IllegalStateException("The dry run itself failed, not the file.", e);
    }
  }

  private void build(CamelContext scratch, RouteTree tree, Findings findings) {
    try {
      new CamelRoutes(scratch, Duration.ofSeconds(1)).add(tree.text());
    } catch (Exception e) {
      CamelComplaint complaint =
          new CamelComplaint(tree, contexts.dataSources(), scheme -> options(scratch, scheme));
      findings.addUnlessThere(complaint.problem(e));
    }
  }

  private DefaultCamelContext scratch() {
    DefaultCamelContext scratch = contexts.context("dry-run");
    scratch.setAutoStartup(false);
    scratch.addComponent("destination", new DestinationStandIn());
    return scratch;
  }

  private static Collection<String> options(CamelContext scratch, String scheme) {
    EndpointUriFactory factory = scratch.getCamelContextExtension().getEndpointUriFactory(scheme);
    return factory == null ? Set.of() : factory.propertyNames();
  }
}
