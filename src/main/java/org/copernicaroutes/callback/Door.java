package org.copernicaroutes.callback;

import java.time.Clock;

/** What all requests at the door share. */
record Door(
    CallbackSettings settings,
    DoorEngine engine,
    ByteBudget budget,
    DoorLog log,
    DoorMetrics metrics,
    Clock clock) {

  int limit() {
    return (int) settings.maxBodySize().toBytes();
  }
}
