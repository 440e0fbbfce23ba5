package org.copernicaroutes.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what happens to deliveries: in the log, in the counters, and to the health check. */
final class DeliveryWatch {

  private static final Logger log = LoggerFactory.getLogger(DeliveryWatch.class);

  private final Broker broker;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Map<Object, Standing> standing = new ConcurrentHashMap<>();
  private final Set<String> watched = ConcurrentHashMap.newKeySet();

  DeliveryWatch(Broker broker, MeterRegistry meters, Clock clock) {
    this.broker = broker;
    this.meters = meters;
    this.clock = clock;
  }

  /** Also what waits from an earlier run for a route file that is no longer there. */
  void start() {
    broker.depths().keySet().stream().filter(Queues::isDestination).forEach(this::watch);
  }

  void watch(String queue) {
    if (watched.add(queue)) {
      new QueueMeters(broker, meters, clock).watch(queue);
    }
  }

  /**
   * A queue that stands still.
   *
   * @param oldest when the event that it stands for was queued
   */
  record Standing(String queue, End end, String reason, Instant since, Instant oldest, int tries) {}

  void done(String queue, List<Taken> events) {
    String name = name(queue);
    meters.counter("copernica.delivered", "destination", name).increment(events.size());
    events.forEach(event -> log.info("delivery.done {} {}", name, event));
  }

  void settled(String queue, Taken event, Failure failure, Send settled) {
    if (settled.queue().equals(queue)) {
      log.info(
          "delivery.delayed {} {}: {}, next try in {}. The next events go on.",
          name(queue),
          event,
          failure.reason(),
          words(settled.delay()));
    } else {
      meters.counter("copernica.parked", "destination", name(queue)).increment();
      log.warn(
          "delivery.parked {} {} in {}: {}. The next events go on.",
          name(queue),
          event,
          settled.queue(),
          failure.reason());
    }
  }

  /**
   * @param loop the one that stands, among those of its queue
   */
  void waiting(Object loop, String queue, Taken event, Failure failure, int tries, Duration next) {
    standing.compute(
        loop,
        (l, before) ->
            new Standing(
                queue,
                failure.end(),
                failure.reason(),
                before == null ? clock.instant() : before.since(),
                event.queuedAt(),
                tries));
    sayWhere(queue, failure, tries);
    String line = "delivery.waiting {}: {}, {}, next try in {}. Nothing is lost.";
    Object[] values = {name(queue), failure.reason(), waiting(depth(queue)), words(next)};
    if (failure.end() == End.MISCONFIGURED) {
      log.error(line + advice(failure), values);
    } else {
      log.warn(line, values);
    }
  }

  private static String waiting(long events) {
    return events == 1 ? "1 event waits" : events + " events wait";
  }

  private static String advice(Failure failure) {
    return failure.known()
        ? " Look at it now: every event would fail until this is fixed."
        : " Look at it now. If it is this event alone, it parks once another one passes.";
  }

  /** Once for each standstill. */
  private static void sayWhere(String queue, Failure failure, int tries) {
    if (!failure.known() && tries == 1) {
      log.error(
          "delivery.failed {}: an exception that is not known here; messages are left out.",
          name(queue),
          Frames.of(failure.cause()));
    }
  }

  private long depth(String queue) {
    Broker.Depth depth = broker.depths().get(queue);
    return depth == null ? 0 : depth.events();
  }

  void resumed(Object loop) {
    Standing stood = standing.remove(loop);
    if (stood != null) {
      Duration duration = Duration.between(stood.since(), clock.instant());
      log.info("delivery.resumed {} after {}", name(stood.queue()), words(duration));
    }
  }

  /** Without a word: the route was stopped, and its events wait in the queue. */
  void stopped(Object loop) {
    standing.remove(loop);
  }

  void interrupted(String queue, Throwable cause, Duration next) {
    if (cause instanceof BrokerAway) {
      return; // said once for all queues
    }
    log.warn(
        "delivery.interrupted {}: the broker did not answer, next try in {}. What was taken goes"
            + " back to its queue. Nothing is lost.",
        name(queue),
        words(next),
        cause);
  }

  /** By the queue's short name; of several loops one. */
  Map<String, Standing> standing() {
    Map<String, Standing> byName = new TreeMap<>();
    standing.values().forEach(s -> byName.put(name(s.queue()), s));
    return byName;
  }

  private static String name(String queue) {
    return Queues.shortName(queue);
  }

  private static String words(Duration duration) {
    return duration.toMillis() < 10_000
        ? duration.toMillis() / 1000.0 + " s"
        : duration.toSeconds() + " s";
  }
}
