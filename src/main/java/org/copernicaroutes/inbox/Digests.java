package org.copernicaroutes.inbox;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;

/** Where a step keeps the events that are to be told of in one message. */
public interface Digests {

  /**
   * Not started yet.
   *
   * @param delivery is given one digest at a time; what it throws says how the try ends
   */
  <D> WaitingEvents<D> open(
      DigestTerms terms, DigestFormat<D> format, CamelContext context, Processor delivery);
}
