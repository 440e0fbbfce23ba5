package org.copernicaroutes.inbox;

/** The names of the queues, as operators see them. */
final class Queues {

  static final String INBOX = "copernica.inbox";
  static final String UNREADABLE = "unreadable";

  private static final String DESTINATION = "copernica.destination.";
  private static final String DEAD = "copernica.dead.";

  private Queues() {}

  static String destination(String name) {
    return DESTINATION + name;
  }

  /**
   * @param name a destination, {@code router} or {@code unreadable}
   */
  static String dead(String name) {
    return DEAD + name;
  }

  /** As routes and logs call it: {@code crm-sync}, {@code inbox}. */
  static String shortName(String queue) {
    return queue.replace(DESTINATION, "").replace("copernica.", "");
  }
}
