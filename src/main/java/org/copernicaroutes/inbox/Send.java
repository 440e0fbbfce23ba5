package org.copernicaroutes.inbox;

import java.time.Duration;

/** A message that goes out in the transaction which acknowledges what it came of. */
record Send(String queue, Taken message, Duration delay) {

  static Send now(String queue, Taken message) {
    return new Send(queue, message, Duration.ZERO);
  }
}
