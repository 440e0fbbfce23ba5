package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the queues. What it has committed survives a kill -9. */
interface Broker {

  /** Of what a connection fetches ahead, in the broker's words: a single message. */
  int ONE_AHEAD = 1;

  /** A started connection; the caller closes it. */
  Connection connect() throws JMSException;

  /**
   * A started connection to take events by; the caller closes it.
   *
   * @throws BrokerAway also where events are safe in the queues, and would not be once taken
   */
  default Connection connectToTake() throws JMSException {
    return connect();
  }

  /**
   * The same for whoever takes one by one: what waits is left to those that take from the same
   * queue, except for one event that is fetched ahead.
   */
  default Connection connectToTakeOneByOne() throws JMSException {
    return connectToTake();
  }

  /** False once what is taken from a connection that still stands would not be safe. */
  default boolean mayTake() {
    return true;
  }

  /** Why nothing more can be taken just now, in words for the log; null where it can. */
  @Nullable String refusal();

  /** Why nothing is delivered from any queue, in words for the log; null where it is. */
  default @Nullable String holdUp() {
    return null;
  }

  /**
   * Whether a broker that has just failed takes more after all: waits as long as it may only be
   * failing over. What was sent to it last may be there, or not.
   */
  default boolean comesBack() {
    return false;
  }

  /** How many events each queue holds, by its name. */
  Map<String, Depth> depths();

  /** Nothing in a queue that there is not. */
  default Depth depth(String queue) {
    return depths().getOrDefault(queue, Depth.NONE);
  }

  /**
   * @param events waiting, being delivered or scheduled
   * @param oldest when the first of those not being delivered came; null when there is none
   */
  record Depth(long events, @Nullable Instant oldest) {
    static final Depth NONE = new Depth(0, null);
  }
}
