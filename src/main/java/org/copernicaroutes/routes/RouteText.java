package org.copernicaroutes.routes;

import java.nio.file.Path;

/** One version of a route file: its path and every character of it. */
record RouteText(Path path, String text) {

  static final String SUFFIX = ".camel.yaml";

  /** The file's name without its suffix: the id that its route has. */
  String id() {
    String name = path.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  RouteFileProblem problem(Place place, Mistake mistake, String message, String hint) {
    return new RouteFileProblem(
        path.toString(), place.line(), place.column(), mistake, message, hint);
  }
}
