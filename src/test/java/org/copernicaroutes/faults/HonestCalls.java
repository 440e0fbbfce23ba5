package org.copernicaroutes.faults;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.World;
import org.jspecify.annotations.Nullable;

/**
 * Calls at a fixed rate, whether or not the earlier ones are answered; every second one over a
 * connection of its own, as from a sender that keeps none. Times count from when a call was due.
 */
final class HonestCalls {

  private static final int LANES = 40;
  private static final long PROFILE = 7;

  private final int port;
  private final long pause;
  private final long start = System.nanoTime();
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService lanes = Executors.newScheduledThreadPool(LANES);

  HonestCalls(int port, int perSecond) {
    this.port = port;
    this.pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
    for (int i = 0; i < LANES; i++) {
      lanes.scheduleAtFixedRate(new Lane(i), i * pause, LANES * pause, TimeUnit.NANOSECONDS);
    }
  }

  private final class Lane implements Runnable {

    private final boolean keepsAlive;
    private long due;
    private @Nullable DoorConnection kept;

    Lane(int number) {
      keepsAlive = number % 2 == 0;
      due = start + number * pause;
    }

    @Override
    public void run() {
      SentRequest request = World.request(World.update(PROFILE, "n")).sent();
      try {
        DoorConnection.Reply reply =
            keepsAlive ? overKept(request) : DoorConnection.send(port, request);
        note(System.nanoTime() - due, reply.status());
      } catch (IOException e) {
        kept = null;
        failures.add(e.toString());
      }
      due += LANES * pause;
    }

    private DoorConnection.Reply overKept(SentRequest request) throws IOException {
      if (kept == null) {
        kept = new DoorConnection(port);
      }
      return kept.send(DoorConnection.keptAlive(request));
    }
  }

  private void note(long took, int status) {
    nanos.add(took);
    if (status != 200) {
      failures.add("answered " + status);
    }
  }

  long answered() {
    return nanos.size();
  }

  Queue<String> failures() {
    return failures;
  }

  double millis(double percentile) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[(int) Math.ceil(percentile / 100 * sorted.length) - 1] / 1e6;
  }

  void stop() throws InterruptedException {
    lanes.shutdown();
    if (!lanes.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("an honest call was never answered");
    }
  }
}
