package org.copernicaroutes.routes;

import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;

/** What stands around routes that are on trial: it sees them run and lets nothing out. */
public interface Edge {

  /** Before the context starts, and before any route is there. */
  void surround(CamelContext context);

  /** Before Camel builds the route of that file. */
  void made(Path file, RouteDefinition route, ConditionLines lines);
}
