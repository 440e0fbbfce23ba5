package org.copernicaroutes.inbox;

import org.apache.camel.Exchange;

/**
 * Events of a step that wait to be told of in one message.
 *
 * @param <D> what is told of any number of events
 */
public interface WaitingEvents<D> {

  /** Whether events wait, or many came in the last period. */
  boolean isOpen();

  /** In the transaction that acknowledges what the exchange was made of. */
  void add(Exchange exchange, D digest);

  void start() throws Exception;

  /** What waits goes on waiting. */
  void stop() throws Exception;
}
