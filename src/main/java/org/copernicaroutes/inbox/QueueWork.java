package org.copernicaroutes.inbox;

import java.util.concurrent.CountDownLatch;

/**
 * What the loops of one queue share.
 *
 * @param batchBytes the most bytes that share one transaction, unless one event alone is larger
 * @param stop counted down once the route is stopped or suspended
 */
record QueueWork(
    String queue,
    int batch,
    long batchBytes,
    RouteRun route,
    Settling settling,
    Pauses pauses,
    DeliveryWatch watch,
    CountDownLatch stop) {

  boolean stopped() {
    return stop.getCount() == 0;
  }
}
