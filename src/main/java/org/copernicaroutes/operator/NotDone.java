package org.copernicaroutes.operator;

/** A command that could not be carried out; the message is for whoever typed it. */
final class NotDone extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int code;

  private NotDone(int code, String message) {
    super(message);
    this.code = code;
  }

  static NotDone failed(String message) {
    return new NotDone(1, message);
  }

  static NotDone notUnderstood(String message) {
    return new NotDone(2, message);
  }

  int code() {
    return code;
  }
}
