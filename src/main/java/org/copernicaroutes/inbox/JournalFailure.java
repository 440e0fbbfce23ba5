package org.copernicaroutes.inbox;

import java.util.function.IntConsumer;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;

/**
 * A journal that cannot be written is the end of the process: nothing more is taken, liveness is
 * broken, and it exits with code 3 so that a supervisor starts it anew on what is on disk.
 */
final class JournalFailure implements IOCriticalErrorListener {

  static final int EXIT_CODE = 3;

  private static final Logger log = LoggerFactory.getLogger(JournalFailure.class);

  private final ApplicationEventPublisher events;
  private final IntConsumer exit;
  private volatile boolean happened;

  JournalFailure(ApplicationEventPublisher events, IntConsumer exit) {
    this.events = events;
    this.exit = exit;
  }

  boolean happened() {
    return happened;
  }

  @Override
  public void onIOException(Throwable cause, @Nullable String message, @Nullable String file) {
    if (happened) {
      return;
    }
    happened = true;
    log.error(
        "journal.failed {} {}: nothing more is taken, the process exits with code {}. What was"
            + " answered 200 is on disk. Check the disk under copernica.broker.directory.",
        message,
        file,
        EXIT_CODE,
        cause);
    AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
    exit.accept(EXIT_CODE);
  }

  /**
   * Exits from a thread of its own, since the caller may hold what a shutdown waits for; by force
   * where the shutdown hangs.
   */
  static void exit(int code) {
    new Thread(() -> System.exit(code), "exit").start();
    Thread force = new Thread(() -> halt(code), "exit-by-force");
    force.setDaemon(true);
    force.start();
  }

  private static void halt(int code) {
    try {
      Thread.sleep(30_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(code);
  }
}
