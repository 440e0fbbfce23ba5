package org.copernicaroutes.routes;

/**
 * What is wrong in a route file, where, and how to put it right.
 *
 * @param file the path as a reader would type it, e.g. {@code routes/router.camel.yaml}
 * @param line counted from 1
 * @param column counted from 1; 0 where it is not known
 * @param message what is wrong, without a full stop; holds no values of settings
 * @param hint what to do about it; empty where the message says it all
 */
public record RouteFileProblem(
    String file, int line, int column, Mistake mistake, String message, String hint) {

  public RouteFileProblem {
    message = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  public boolean isError() {
    return mistake.severity() == Mistake.Severity.ERROR;
  }

  /** Message and hint as one sentence. */
  public String text() {
    String end = message.endsWith("?") ? "" : ".";
    return hint.isEmpty() ? message + end : message + "; " + hint;
  }

  /** As editors and terminals link it: {@code file:line message}. */
  @Override
  public String toString() {
    return file + ":" + line + " " + (isError() ? "" : mistake.severity() + ": ") + text();
  }
}
