package org.copernicaroutes.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.ExampleEvents;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

/** A folder of route files and a Camel that runs them. */
final class LiveFolder implements AutoCloseable {

  final Path path;
  final MockEnvironment settings = new MockEnvironment();
  final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
  final DefaultCamelContext camel = new DefaultCamelContext();
  final DryRun dryRun;
  final RouteFiles files;

  LiveFolder(Path path) {
    this.path = path;
    Clock clock = Clock.fixed(Instant.parse("2024-05-17T14:05:00Z"), ZoneOffset.UTC);
    camel.disableJMX();
    camel.addComponent("destination", new DirectDestination());
    camel.addComponent("kamelet", new KameletComponent());
    camel.getPropertiesComponent().addPropertiesSource(new EnvironmentSource(settings));
    camel.start();
    dryRun = new DryRun(beans, settings, List.copyOf(ExampleEvents.all().values()));
    CamelRoutes routes = new CamelRoutes(camel, Duration.ofSeconds(2));
    files = new RouteFiles(new RouteFolder(path), dryRun, routes, clock);
  }

  record EnvironmentSource(MockEnvironment settings)
      implements org.apache.camel.spi.PropertiesSource {

    @Override
    public String getName() {
      return "settings";
    }

    @Override
    public String getProperty(String name) {
      return settings.getProperty(name);
    }
  }

  LiveFolder write(String id, String yaml) {
    try {
      Files.writeString(path.resolve(id + RouteText.SUFFIX), yaml);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A route from {@code destination:<id>} that answers with that word. */
  LiveFolder answering(String id, String word) {
    return write(id, Yaml.route(id, Yaml.answer(word)));
  }

  void delete(String id) throws IOException {
    Files.delete(path.resolve(id + RouteText.SUFFIX));
  }

  void load() {
    files.loadAll();
  }

  /** Two looks: the first sees an edit, the second that it is complete. */
  void look() {
    files.refresh();
    files.refresh();
  }

  String ask(String id) {
    return ask(id, List.copyOf(ExampleEvents.all().values()).get(0));
  }

  String ask(String id, Event event) {
    return camel.createProducerTemplate().requestBody("destination:" + id, event, String.class);
  }

  List<RouteFileProblem> problems(String id) {
    return status(id).problems();
  }

  RouteFileStatus status(String id) {
    return files.status().stream()
        .filter(s -> s.file().endsWith("/" + id + RouteText.SUFFIX))
        .findFirst()
        .orElseThrow();
  }

  Set<String> routeIds() {
    return camel.getRoutes().stream().map(Route::getRouteId).collect(Collectors.toSet());
  }

  List<String> endpoints() {
    return camel.getEndpoints().stream().map(Endpoint::getEndpointUri).sorted().toList();
  }

  @Override
  public void close() {
    camel.stop();
  }
}
