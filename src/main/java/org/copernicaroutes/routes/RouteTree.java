package org.copernicaroutes.routes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A route file whose outline is right: one route, with a beginning and steps.
 *
 * @param root everything in the file
 * @param route what stands under {@code route}, or the item that holds a bare {@code from}
 */
record RouteTree(RouteText text, YamlNode root, YamlNode route, Address from, List<Step> steps) {

  Stream<Step> allSteps() {
    return steps.stream().flatMap(Step::all);
  }

  Optional<YamlNode> id() {
    return route.field("id");
  }
}
