package org.copernicaroutes.event;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * {@code copernica.decoded} counts events by action; {@code copernica.flagged} counts what was odd
 * about them. A flag that grows with every event is a question for Copernica or for our settings.
 */
final class EventCounters {

  private final MeterRegistry meters;

  EventCounters(MeterRegistry meters) {
    this.meters = meters;
  }

  Event counted(Event event) {
    meters.counter("copernica.decoded", "action", event.getAction()).increment();
    event.getFlags().forEach(flag -> meters.counter("copernica.flagged", "flag", flag).increment());
    return event;
  }
}
