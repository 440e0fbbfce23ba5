package org.copernicaroutes.routes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * The routes of a folder, started in a context of their own. What they would reach is what the
 * {@link Edge} puts there.
 */
public final class RoutesOnTrial implements AutoCloseable {

  private static final Duration STOP = Duration.ofSeconds(1);

  private final DryRun dryRun;
  private final CheckReport report;
  private @Nullable DefaultCamelContext context;

  private RoutesOnTrial(DryRun dryRun, CheckReport report) {
    this.dryRun = dryRun;
    this.report = report;
  }

  /**
   * Checks the folder and starts nothing yet.
   *
   * @param application one that was not started
   * @param folder that of the settings where it is not named
   * @throws NotChecked where there is nothing to check
   */
  public static RoutesOnTrial of(ApplicationContext application, Optional<Path> folder) {
    DryRun dryRun = application.getBean(DryRun.class);
    Path path = folder.orElseGet(() -> application.getBean(RoutesSettings.class).folder());
    return new RoutesOnTrial(dryRun, new RoutesCheck(dryRun).check(new RouteFolder(path)));
  }

  /** What {@code check} refuses; with any, there is nothing to be tried. */
  public List<RouteFileProblem> errors() {
    return report.problems().stream().filter(RouteFileProblem::isError).toList();
  }

  /** All of them, each as the application itself would start it. */
  public CamelContext start(Edge edge) throws Exception {
    DefaultCamelContext started = dryRun.contexts().context("trial");
    context = started;
    edge.surround(started);
    started.start();
    CamelRoutes routes =
        new CamelRoutes(
            started, STOP, (text, route) -> edge.made(text.path(), route, ConditionLines.of(text)));
    for (RouteText text : report.files()) {
      routes.add(text);
    }
    return started;
  }

  @Override
  public void close() {
    if (context != null) {
      context.stop();
    }
  }
}
