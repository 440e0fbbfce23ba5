package org.copernicaroutes.trial;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.copernicaroutes.inbox.DigestFormat;
import org.copernicaroutes.inbox.DigestTerms;
import org.copernicaroutes.inbox.Digests;
import org.copernicaroutes.inbox.WaitingEvents;

/** No event waits for a digest on trial; one that would is told of. */
record ToldDigests(Story story) implements Digests {

  @Override
  public <D> WaitingEvents<D> open(
      DigestTerms terms, DigestFormat<D> format, CamelContext context, Processor delivery) {
    return new WaitingEvents<>() {
      @Override
      public boolean isOpen() {
        return false;
      }

      @Override
      public void add(Exchange exchange, D digest) {
        story.tell("digest", Told.saying("every", terms.every().toString()));
      }

      @Override
      public void start() {}

      @Override
      public void stop() {}
    };
  }
}
