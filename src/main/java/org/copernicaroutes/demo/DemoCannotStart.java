package org.copernicaroutes.demo;

/** Why the demo does not start, and what to do about it, for the person at the console. */
final class DemoCannotStart extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String action;

  DemoCannotStart(String why, String action) {
    super(why);
    this.action = action;
  }

  String action() {
    return action;
  }
}
