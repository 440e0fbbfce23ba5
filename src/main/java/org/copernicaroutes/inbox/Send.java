package org.copernicaroutes.inbox;

import java.time.Duration;

/**
 * A message that goes out in the transaction which acknowledges what it came of.
 *
 * @param keep how long it is kept where it goes; zero: for ever
 */
record Send(String queue, Taken message, Duration delay, Duration keep) {

  static Send now(String queue, Taken message) {
    return later(queue, message, Duration.ZERO);
  }

  static Send later(String queue, Taken message, Duration delay) {
    return new Send(queue, message, delay, Duration.ZERO);
  }

  Send keptFor(Duration time) {
    return new Send(queue, message, delay, time);
  }
}
