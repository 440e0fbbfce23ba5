package org.copernicaroutes.inbox;

import org.apache.camel.Component;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;

/**
 * {@code inbox:requests} keeps a {@link org.copernicaroutes.signature.VerifiedRequest} on disk and
 * makes the answer of it; as {@code from} it gives the same, event by event, in the order of
 * arrival. A {@link org.copernicaroutes.signature.UnverifiedRequest} is kept apart, and comes here
 * once it is verified.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "inbox",
    title = "Inbox",
    syntax = "inbox:name",
    category = {})
public final class InboxEndpoint extends QueueEndpoint {

  @UriPath(description = "Any word: there is one inbox, but Camel refuses a URI without a path")
  private final String name = "";

  private final InboxWriter writer;
  private final Park park;

  InboxEndpoint(
      String uri, Component component, DeliveryQueues queues, InboxWriter writer, Park park) {
    super(uri, component, queues);
    this.writer = writer;
    this.park = park;
  }

  @Override
  public Producer createProducer() {
    return new InboxProducer(this, writer, park);
  }

  public String getName() {
    return name;
  }

  @Override
  String queue() {
    return Queues.INBOX;
  }

  @Override
  String deadLetters() {
    return Queues.UNREADABLE;
  }

  @Override
  Object read(Taken taken) {
    return InboxMessage.read(taken);
  }
}
