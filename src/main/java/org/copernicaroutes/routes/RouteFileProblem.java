package org.copernicaroutes.routes;

/**
 * What is wrong in a route file, where, and how to put it right.
 *
 * @param file the path as a reader would type it, e.g. {@code routes/router.camel.yaml}
 * @param line counted from 1
 * @param message one sentence or two; holds no values of settings
 */
public record RouteFileProblem(String file, int line, String message) {

  /** As editors and terminals link it: {@code file:line message}. */
  @Override
  public String toString() {
    return file + ":" + line + " " + message;
  }
}
