package org.copernicaroutes.callback;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What went through the door.
 *
 * <p>{@code copernica.received} counts every POST at the path of the door when its headers have
 * come; {@code copernica.answered} times each until it was answered, by status. With nothing in
 * flight: received = the sum of answered over all statuses. {@code copernica.strayed} counts, by
 * status, what was for another path or method and is in neither. {@code copernica.held} is the
 * number of body bytes in flight.
 */
final class DoorMetrics {

  private static final Map<Integer, String> STATUSES =
      Stream.of(200, 400, 401, 404, 405, 413, 503)
          .collect(Collectors.toMap(Function.identity(), String::valueOf));
  private static final String OTHER = "other";

  private final Counter received;
  private final Map<String, Timer> answered;
  private final Map<String, Counter> strayed;

  DoorMetrics(MeterRegistry registry, ByteBudget budget) {
    this.received = registry.counter("copernica.received");
    this.answered = perStatus(status -> registry.timer("copernica.answered", "status", status));
    this.strayed = perStatus(status -> registry.counter("copernica.strayed", "status", status));
    Gauge.builder("copernica.held", budget, ByteBudget::taken).baseUnit("bytes").register(registry);
  }

  private static <M> Map<String, M> perStatus(Function<String, M> meter) {
    return Stream.concat(STATUSES.values().stream(), Stream.of(OTHER))
        .collect(Collectors.toMap(Function.identity(), meter));
  }

  void received() {
    received.increment();
  }

  void answered(Answer answer, Duration after) {
    answered.get(status(answer)).record(after);
  }

  void strayed(Answer answer) {
    strayed.get(status(answer)).increment();
  }

  private static String status(Answer answer) {
    return STATUSES.getOrDefault(answer.status(), OTHER);
  }
}
