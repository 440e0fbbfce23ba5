package org.copernicaroutes.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectComponent;
import org.copernicaroutes.routes.RouteFileProblem;
import org.copernicaroutes.routes.RouteFileStatus;
import org.copernicaroutes.routes.RouteFiles;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * The folder of route files of an application under test: what is saved there is loaded as the
 * product loads it. {@code destination:} has no queue; what is sent is handed to the route at once.
 */
public final class RoutesUnderTest {

  /**
   * The loader of route files in an application without door and queues. Not annotated as a
   * configuration, so that no scan of the whole project finds it.
   */
  @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
  @ComponentScan(
      basePackages = {"org.copernicaroutes.routes", "org.copernicaroutes.event"},
      useDefaultFilters = false,
      includeFilters =
          @Filter(type = FilterType.REGEX, pattern = ".*\\.(Routes|Event)Configuration"))
  public static class Application {

    @Bean
    DirectComponent destination() {
      return new Destination();
    }

    @Bean
    RoutesUnderTest routesUnderTest(
        @Value("${copernica.routes}") Path folder, RouteFiles files, CamelContext camel) {
      return new RoutesUnderTest(folder, files, camel);
    }
  }

  private static final class Destination extends DirectComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> options)
        throws Exception {
      options.clear();
      options.put("block", false);
      return super.createEndpoint(uri, name, options);
    }
  }

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Path folder;
  private final RouteFiles files;
  private final CamelContext camel;

  private RoutesUnderTest(Path folder, RouteFiles files, CamelContext camel) {
    this.folder = folder;
    this.files = files;
    this.camel = camel;
  }

  /** To be called by the test's {@code @DynamicPropertySource}. */
  public static void settings(DynamicPropertyRegistry registry, Path folder) {
    registry.add("copernica.routes", folder::toString);
    registry.add("copernica.routes-poll", () -> "20ms");
    registry.add("camel.main.routes-include-pattern", () -> "classpath:none/*");
    registry.add("management.endpoint.health.validate-group-membership", () -> false);
  }

  /**
   * Saves a file of its own with that step, as an integrator writes it, and gives the route's id.
   */
  public String running(String kamelet, Map<String, String> parameters) {
    String id = "r" + COUNT.incrementAndGet();
    save(id, step(kamelet, parameters));
    if (!problems(id).isEmpty()) {
      throw new IllegalStateException(problems(id).toString());
    }
    return id;
  }

  /** What the loader says of a file with that step; the step begins at line 7. */
  public List<RouteFileProblem> refused(String kamelet, Map<String, String> parameters) {
    String id = "r" + COUNT.incrementAndGet();
    save(id, step(kamelet, parameters));
    return problems(id);
  }

  public static String step(String kamelet, Map<String, String> parameters) {
    StringBuilder step = new StringBuilder("- to:\n    uri: kamelet:" + kamelet + "\n");
    step.append("    parameters:\n");
    parameters.forEach(
        (name, value) -> step.append("      %s: '%s'\n".formatted(name, value.replace("'", "''"))));
    return step.toString();
  }

  /** Saves the file and waits until the loader has judged it. */
  public void save(String id, String steps) {
    Object before = camel.getRoute(id);
    write(id, file(id, steps));
    await()
        .until(
            () ->
                !problems(id).isEmpty()
                    || camel.getRoute(id) != null && camel.getRoute(id) != before);
    files.status();
  }

  private static String file(String id, String steps) {
    return """
        - route:
            id: %1$s
            description: for a test
            from:
              uri: destination:%1$s
              steps:
        """
            .formatted(id)
        + steps.indent(8);
  }

  private void write(String id, String yaml) {
    try {
      Path draft = Files.writeString(folder.resolve(".draft"), yaml);
      Files.move(draft, folder.resolve(id + ".camel.yaml"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<RouteFileProblem> problems(String id) {
    return files.status().stream()
        .filter(status -> status.file().endsWith("/" + id + ".camel.yaml"))
        .findFirst()
        .map(RouteFileStatus::problems)
        .orElse(List.of());
  }

  public Exchange send(String id, Object body, Map<String, Object> headers) {
    return camel
        .createProducerTemplate()
        .request(
            "destination:" + id,
            exchange -> {
              exchange.getMessage().setBody(body);
              exchange.getMessage().setHeaders(new LinkedHashMap<>(headers));
            });
  }
}
