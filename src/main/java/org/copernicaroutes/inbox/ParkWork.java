package org.copernicaroutes.inbox;

import org.copernicaroutes.signature.RecentIds;

/**
 * What the loop of the park works with.
 *
 * @param room of the park, {@code dead} that of its dead letters
 * @param recent ids of what the inbox has stored
 */
record ParkWork(
    DeliveryQueues queues, ParkVerdicts verdicts, ParkRoom room, ParkLog log, RecentIds recent) {

  Broker broker() {
    return queues.broker();
  }

  Pauses pauses() {
    return queues.pauses();
  }

  DeliveryWatch watch() {
    return queues.watch();
  }

  InboxSettings settings() {
    return queues.settings();
  }
}
