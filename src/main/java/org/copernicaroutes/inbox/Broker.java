package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the queues. What it has committed survives a kill -9. */
interface Broker {

  /** A started connection; the caller closes it. */
  Connection connect() throws JMSException;

  /** Why nothing more can be taken just now, in words for the log; null where it can. */
  @Nullable String refusal();

  /** How many events each queue holds, by its name. */
  Map<String, Depth> depths();

  /**
   * @param events waiting, being delivered or scheduled
   * @param oldest when the first of those not being delivered came; null when there is none
   */
  record Depth(long events, @Nullable Instant oldest) {}
}
