package org.copernicaroutes.inbox;

import org.apache.camel.Component;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;

/**
 * {@code destination:<name>} keeps events for one destination, and as {@code from} delivers them
 * with the three ends.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "destination",
    title = "Destination",
    syntax = "destination:name",
    category = {})
public final class DestinationEndpoint extends QueueEndpoint {

  @UriPath(description = "The name of the destination")
  @Metadata(required = true)
  private final String name;

  private final DestinationFormat format;

  DestinationEndpoint(
      String uri,
      Component component,
      DeliveryQueues queues,
      DestinationFormat format,
      String name) {
    super(uri, component, queues);
    this.format = format;
    this.name = name;
  }

  @Override
  public Producer createProducer() {
    return new DestinationProducer(this, queues(), format);
  }

  public String getName() {
    return name;
  }

  @Override
  String queue() {
    return Queues.destination(name);
  }

  @Override
  String deadLetters() {
    return name;
  }

  @Override
  Object read(Taken taken) {
    return format.read(taken.text());
  }
}
