package org.copernicaroutes.event;

/** An authentic body that makes no event. The message says why, without any of its data. */
final class UnreadableBody extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableBody(String message) {
    super(message);
  }
}
