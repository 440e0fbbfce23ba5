package org.copernicaroutes.inbox;

/** How the body of a destination's message becomes text in its queue, and back. */
public interface DestinationFormat {

  String write(Object body);

  /**
   * @throws DeliveryFailure poison, where the text cannot be read
   */
  Object read(String text);
}
