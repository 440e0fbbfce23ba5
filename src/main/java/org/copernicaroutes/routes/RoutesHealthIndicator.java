package org.copernicaroutes.routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * {@code routes}: out of service while a file has no version that runs; up while each has one, even
 * if a newer version was refused.
 */
final class RoutesHealthIndicator implements HealthIndicator {

  private final RouteFiles files;

  RoutesHealthIndicator(RouteFiles files) {
    this.files = files;
  }

  @Override
  public Health health() {
    List<RouteFileStatus> all = files.status();
    Health.Builder health =
        all.stream().allMatch(RouteFileStatus::isRunning) ? Health.up() : Health.outOfService();
    if (all.isEmpty()) {
      health.unknown().withDetail("note", "no route file is there, so events wait");
    }
    all.forEach(file -> health.withDetail(file.file(), details(file)));
    return health.build();
  }

  private static Map<String, Object> details(RouteFileStatus file) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("from", file.from());
    details.put("runningSince", Objects.toString(file.runningSince(), "not running"));
    list(details, "refused", file.problems());
    list(details, "unconnected", file.looseEnds());
    return details;
  }

  private static void list(
      Map<String, Object> details, String name, List<RouteFileProblem> problems) {
    if (!problems.isEmpty()) {
      details.put(name, problems.stream().map(RouteFileProblem::toString).toList());
    }
  }
}
