package org.copernicaroutes.callback;

/**
 * What the door answers: a status and one dull sentence, no hint for a forger.
 *
 * <p>A stage that ends a request early sets the body to an answer and stops the route.
 */
public record Answer(int status, String title) {

  public static final Answer UNREADABLE = new Answer(400, "The request cannot be read.");
  public static final Answer NOT_AUTHENTIC = new Answer(401, "The request is not authentic.");
  public static final Answer NOT_FOUND = new Answer(404, "There is nothing here.");
  public static final Answer NOT_ALLOWED = new Answer(405, "Only POST is allowed.");
  public static final Answer TOO_LARGE = new Answer(413, "The request is too large.");
  public static final Answer UNAVAILABLE = new Answer(503, "Try again later.");

  /** 200: the request is on disk under this event id. The id is hex and needs no escaping. */
  public static Answer stored(String id) {
    return new Answer(200, id);
  }

  public boolean isStored() {
    return status == 200;
  }

  public String contentType() {
    return isStored() ? "application/json" : "application/problem+json";
  }

  public String body() {
    return isStored()
        ? "{\"id\":\"" + title + "\"}"
        : "{\"status\":" + status + ",\"title\":\"" + title + "\"}";
  }
}
