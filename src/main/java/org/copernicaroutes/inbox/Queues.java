package org.copernicaroutes.inbox;

import org.jspecify.annotations.Nullable;

/** The names of the queues, as operators see them. */
final class Queues {

  static final String INBOX = "copernica.inbox";
  static final String UNREADABLE = "unreadable";

  /** Requests that may not go on, and whose key is still to be had. */
  static final String PARK = "copernica.unverified";

  /** Dead letters of the park. */
  static final String UNVERIFIED = "unverified";

  private static final String DESTINATION = "copernica.destination.";
  private static final String DIGEST = "copernica.digest.";
  private static final String DEAD = "copernica.dead.";

  private Queues() {}

  static String destination(String name) {
    return DESTINATION + name;
  }

  static boolean isDestination(String queue) {
    return queue.startsWith(DESTINATION);
  }

  /** Events that wait to be told of in one message. */
  static String digest(String step) {
    return DIGEST + step;
  }

  /** What a digest that is being made says so far. */
  static String sum(String step) {
    return digest(step) + ".sum";
  }

  /** The finished digest, until it is delivered. */
  static String ready(String step) {
    return digest(step) + ".ready";
  }

  /**
   * @param name a destination, {@code router}, {@code unreadable} or {@code unverified}
   */
  static String dead(String name) {
    return DEAD + name;
  }

  /** The name of these dead letters; null where it is another queue. */
  static @Nullable String nameOfDead(String queue) {
    return queue.startsWith(DEAD) ? queue.substring(DEAD.length()) : null;
  }

  /** Where dead letters of that name are tried again, unless they say it themselves. */
  static String origin(String name) {
    return switch (name) {
      case "router", UNREADABLE -> INBOX;
      case UNVERIFIED -> PARK;
      default -> name.startsWith("digest.") ? "copernica." + name : destination(name);
    };
  }

  static boolean isOrigin(String queue) {
    return queue.equals(INBOX)
        || queue.equals(PARK)
        || queue.startsWith(DESTINATION)
        || isDigest(queue);
  }

  static boolean isDigest(String queue) {
    return queue.startsWith(DIGEST);
  }

  /** As routes and logs call it: {@code crm-sync}, {@code inbox}. */
  static String shortName(String queue) {
    return queue.replace(DESTINATION, "").replace("copernica.", "");
  }
}
