package org.copernicaroutes.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.copernicaroutes.support.PackagedApp;

/**
 * Looks once a second at what a process holds: resident memory as the kernel counts it, and the
 * used part of its heap, garbage included. Needs /proc.
 */
final class Memory implements AutoCloseable {

  private final PackagedApp app;
  private final List<Sample> samples = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /**
   * @param micros since the epoch, as the database counts
   */
  private record Sample(long micros, long resident, long heap) {}

  Memory(PackagedApp app) {
    this.app = app;
    clock.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
  }

  static long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /** The most, in MB, between two moments. */
  String resident(long from, long to) {
    return megabytes(from, to, Sample::resident);
  }

  String heap(long from, long to) {
    return megabytes(from, to, Sample::heap);
  }

  private String megabytes(long from, long to, ToLongFunction<Sample> what) {
    return samples.stream()
        .filter(s -> s.micros() >= from && s.micros() <= to)
        .mapToLong(what)
        .max()
        .stream()
        .mapToObj(bytes -> String.valueOf(bytes >> 20))
        .findFirst()
        .orElse("not seen");
  }

  private void look() {
    samples.add(
        new Sample(
            now(), app.resident(), (long) app.metric("jvm_memory_used_bytes{area=\"heap\"")));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
