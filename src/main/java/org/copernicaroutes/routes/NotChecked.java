package org.copernicaroutes.routes;

/**
 * There are no route files where they were looked for; the message is for whoever named the folder.
 */
public final class NotChecked extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotChecked(String message) {
    super(message);
  }
}
