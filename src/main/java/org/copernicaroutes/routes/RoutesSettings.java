package org.copernicaroutes.routes;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the route files are, and how they are watched.
 *
 * @param routes the folder
 * @param routesPoll the pause between two looks at it; an edit goes live when two looks saw the
 *     same text
 * @param routesStop how long a replaced route may finish the event it is working on
 */
@ConfigurationProperties("copernica")
record RoutesSettings(
    @DefaultValue("routes") String routes,
    @DefaultValue("1s") Duration routesPoll,
    @DefaultValue("10s") Duration routesStop) {

  Path folder() {
    return Path.of(routes);
  }
}
