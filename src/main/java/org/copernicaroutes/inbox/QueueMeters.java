package org.copernicaroutes.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;

/**
 * The gauges {@code copernica.waiting} (events) and {@code copernica.oldest} (seconds), by queue.
 *
 * <p>Whenever nothing is under way: {@code copernica.stored} = {@code copernica.delivered} + {@code
 * copernica.parked} of the inbox + what waits in it; and for each destination, what the router sent
 * to it = delivered + parked + waiting. Each letter that was retried out of the dead letters counts
 * on the left-hand side too ({@code copernica.retried}). A crash may add a repetition to the
 * right-hand side and takes nothing from it.
 */
record QueueMeters(Broker broker, MeterRegistry meters, Clock clock) {

  /** Once for each queue. */
  void watch(String queue) {
    String name = Queues.shortName(queue);
    Gauge.builder("copernica.waiting", () -> broker.depth(queue).events())
        .description("events in this queue")
        .tag("queue", name)
        .register(meters);
    Gauge.builder("copernica.oldest", () -> age(queue))
        .description("age of the event that waits longest")
        .baseUnit("seconds")
        .tag("queue", name)
        .register(meters);
  }

  private double age(String queue) {
    Broker.Depth depth = broker.depth(queue);
    return depth.oldest() == null
        ? 0
        : Duration.between(depth.oldest(), clock.instant()).toSeconds();
  }
}
