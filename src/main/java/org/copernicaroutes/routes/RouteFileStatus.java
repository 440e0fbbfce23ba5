package org.copernicaroutes.routes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a route file is doing.
 *
 * @param runningSince when the version that runs was loaded; null where none runs
 * @param problems what is wrong with the newest version; empty where it is the one that runs
 * @param looseEnds where what it sends is not taken, or nothing is sent to it; the route runs all
 *     the same
 */
public record RouteFileStatus(
    String file,
    String from,
    @Nullable Instant runningSince,
    List<RouteFileProblem> problems,
    List<RouteFileProblem> looseEnds) {

  public boolean isRunning() {
    return runningSince != null;
  }
}
