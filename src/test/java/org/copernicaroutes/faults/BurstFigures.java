package org.copernicaroutes.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.copernicaroutes.support.PackagedApp;

/**
 * What a burst cost the process: how fast it moved alerts, and the most memory and disk it held.
 */
final class BurstFigures implements AutoCloseable {

  private static final long LOOK_EVERY_MILLIS = 500;

  private final PackagedApp app;
  private final Path journal;
  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
  private long resident;
  private long disk;
  private double firstMoved;
  private double lastMoved;
  private long firstNanos;
  private long lastNanos;

  BurstFigures(PackagedApp app, Path journal) {
    this.app = app;
    this.journal = journal;
    looks.scheduleWithFixedDelay(
        this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void look() {
    disk = Math.max(disk, size());
    try {
      resident = Math.max(resident, app.resident());
      note(app.metric("copernica_digested_total"));
    } catch (UncheckedIOException e) {
      // it was killed, and is about to start again
    }
  }

  /** Of the process that moved the first ones: another one counts from zero. */
  private void note(double alerts) {
    if (firstNanos == 0 && alerts > 0) {
      firstNanos = System.nanoTime();
      firstMoved = alerts;
    }
    if (alerts > lastMoved) {
      lastNanos = System.nanoTime();
      lastMoved = alerts;
    }
  }

  synchronized double moved() {
    return lastMoved;
  }

  private long size() {
    try (Stream<Path> files = Files.walk(journal)) {
      return files.mapToLong(BurstFigures::length).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0; // a folder came or went meanwhile
    }
  }

  private static long length(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized String toString() {
    double seconds = Duration.ofNanos(lastNanos - firstNanos).toMillis() / 1000.0;
    return "%.0f alerts a second moved to the digest (%.0f in %.1f s); at most %d MB resident, %d MB in %s"
        .formatted(
            (lastMoved - firstMoved) / seconds,
            lastMoved - firstMoved,
            seconds,
            resident >> 20,
            disk >> 20,
            journal.getFileName());
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
