package org.copernicaroutes.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.copernicaroutes.inbox.DeliveryWatch.Standing;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/**
 * Shows every queue with its depth and oldest event, and who stands still and why.
 *
 * <p>Out of service when nothing can be stored, or when a destination waits for somebody to fix
 * something. An outage elsewhere is not our state: it shows, and the status stays up.
 */
final class QueuesHealthIndicator extends AbstractHealthIndicator {

  private final Broker broker;
  private final DeliveryWatch watch;
  private final Clock clock;

  QueuesHealthIndicator(Broker broker, DeliveryWatch watch, Clock clock) {
    super("the queues cannot be looked at");
    this.broker = broker;
    this.watch = watch;
    this.clock = clock;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    String refusal = broker.refusal();
    Map<String, Standing> standing = watch.standing();
    String holdUp = broker.holdUp();
    boolean broken =
        refusal != null
            || holdUp != null
            || standing.values().stream().anyMatch(s -> s.end() == End.MISCONFIGURED);
    (broken ? health.outOfService() : health.up())
        .withDetail("storing", refusal == null ? "yes" : "no: " + refusal)
        .withDetail("delivering", holdUp == null ? "yes" : "no: " + holdUp)
        .withDetail("queues", depths(standing))
        .withDetail("waiting", reasons(standing));
  }

  private Map<String, Object> depths(Map<String, Standing> standing) {
    Map<String, Object> depths = new LinkedHashMap<>();
    broker
        .depths()
        .forEach(
            (queue, depth) -> {
              Standing stands = standing.get(Queues.shortName(queue));
              depths.put(queue, stands == null ? words(depth) : words(stands, depth));
            });
    return depths;
  }

  private Map<String, Object> words(Broker.Depth depth) {
    return depth.oldest() == null
        ? Map.of("events", depth.events())
        : Map.of("events", depth.events(), "oldest", age(depth.oldest()));
  }

  /** The event that it stands for is under delivery and so unknown to the queue as waiting. */
  private Map<String, Object> words(Standing stands, Broker.Depth depth) {
    return Map.of("events", depth.events(), "oldest", age(stands.oldest()));
  }

  private String age(Instant since) {
    return Duration.between(since, clock.instant()).toSeconds() + "s";
  }

  private Map<String, Object> reasons(Map<String, Standing> standing) {
    Map<String, Object> reasons = new LinkedHashMap<>();
    standing.forEach(
        (queue, s) ->
            reasons.put(
                queue,
                Map.of(
                    "end", s.end().name().toLowerCase(Locale.ROOT),
                    "reason", s.reason(),
                    "for", age(s.since()),
                    "tries", s.tries())));
    return reasons;
  }
}
