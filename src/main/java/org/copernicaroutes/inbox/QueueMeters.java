package org.copernicaroutes.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gauges {@code copernica.waiting} (events) and {@code copernica.oldest} (seconds), by queue.
 *
 * <p>Whenever nothing is under way: {@code copernica.stored} = decoded + waiting in {@code inbox} +
 * waiting in {@code dead.unreadable} and {@code dead.router}; and for each destination, what the
 * router sent to it = {@code copernica.delivered} + {@code copernica.parked} + waiting. A crash
 * adds a repetition to the right-hand side and takes nothing from it.
 */
final class QueueMeters implements MeterBinder {

  private final Broker broker;
  private final Clock clock;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  QueueMeters(Broker broker, Clock clock) {
    this.broker = broker;
    this.clock = clock;
  }

  /** The registry keeps what exists by then; queues made later are added by {@link #refresh}. */
  @Override
  public void bindTo(MeterRegistry meters) {
    refresh(meters);
  }

  void refresh(MeterRegistry meters) {
    for (String queue : broker.depths().keySet()) {
      if (known.add(queue)) {
        register(meters, queue);
      }
    }
  }

  private void register(MeterRegistry meters, String queue) {
    String name = Queues.shortName(queue);
    Gauge.builder("copernica.waiting", () -> depth(queue).events())
        .description("events in this queue")
        .tag("queue", name)
        .register(meters);
    Gauge.builder("copernica.oldest", () -> age(queue))
        .description("age of the event that waits longest")
        .baseUnit("seconds")
        .tag("queue", name)
        .register(meters);
  }

  private Broker.Depth depth(String queue) {
    return broker.depths().getOrDefault(queue, new Broker.Depth(0, null));
  }

  private double age(String queue) {
    Broker.Depth depth = depth(queue);
    return depth.oldest() == null
        ? 0
        : Duration.between(depth.oldest(), clock.instant()).toSeconds();
  }
}
