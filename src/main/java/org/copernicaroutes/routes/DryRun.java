package org.copernicaroutes.routes;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.spi.FactoryFinderResolver;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.DefaultRegistry;
import org.copernicaroutes.event.Event;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Builds a route file in a Camel context of its own, whose routes never start, and tells what is
 * wrong with it. Nothing outside is contacted and nothing that runs notices.
 */
final class DryRun {

  private final ListableBeanFactory beans;
  private final Environment environment;
  private final List<Event> examples;
  private final KnownNames names;
  private final FoundFactories factories = new FoundFactories();

  DryRun(ListableBeanFactory beans, Environment environment, List<Event> examples) {
    this.beans = beans;
    this.environment = environment;
    this.examples = List.copyOf(examples);
    this.names = new KnownNames(environment);
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

  private static void build(CamelContext scratch, RouteTree tree, Findings findings) {
    try {
      new CamelRoutes(scratch, Duration.ofSeconds(1)).add(tree.text());
    } catch (Exception e) {
      CamelComplaint complaint = new CamelComplaint(tree, scheme -> options(scratch, scheme));
      findings.addUnlessThere(complaint.problem(e));
    }
  }

  private DefaultCamelContext scratch() {
    DefaultCamelContext scratch =
        new DefaultCamelContext(new DefaultRegistry(new VisibleBeans(beans)));
    scratch.disableJMX();
    scratch.setAutoStartup(false);
    scratch.setSourceLocationEnabled(true);
    scratch.getCamelContextExtension().setName("dry-run");
    scratch.getCamelContextExtension().addContextPlugin(FactoryFinderResolver.class, factories);
    scratch.setStartupSummaryLevel(StartupSummaryLevel.Off);
    scratch.getPropertiesComponent().addPropertiesSource(settings());
    scratch.addComponent("kamelet", new KameletComponent());
    scratch.addComponent("destination", new DestinationStandIn());
    return scratch;
  }

  private PropertiesSource settings() {
    return new PropertiesSource() {
      @Override
      public String getName() {
        return "settings";
      }

      @Override
      public String getProperty(String name) {
        return environment.getProperty(name);
      }
    };
  }

  private static Collection<String> options(CamelContext scratch, String scheme) {
    EndpointUriFactory factory = scratch.getCamelContextExtension().getEndpointUriFactory(scheme);
    return factory == null ? Set.of() : factory.propertyNames();
  }
}
