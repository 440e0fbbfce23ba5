package org.copernicaroutes.inbox;

import java.util.List;

/**
 * How many events are told of in one message.
 *
 * @param <D> what is told of any number of events, also of one, also of none. Its text must stay
 *     small, however many they are.
 */
public interface DigestFormat<D> {

  /** In whatever order and grouping they are merged, the result says the same. Of none: nothing. */
  D merge(List<D> digests);

  long events(D digest);

  String write(D digest);

  /**
   * @throws DeliveryFailure poison, where the text cannot be read
   */
  D read(String text);
}
