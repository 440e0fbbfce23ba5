package org.copernicaroutes.demo;

import java.io.IOException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Raises the curtain once the application is ready, and lowers it when the application stops. */
final class Stage implements ApplicationListener<ApplicationReadyEvent>, AutoCloseable {

  private final Narrator narrator;
  private final int changes;
  private final IntFunction<Performance> performanceAtPort;
  private @Nullable Thread thread;

  /**
   * @param performanceAtPort the play, given the port that the door listens on
   */
  Stage(Narrator narrator, int changes, IntFunction<Performance> performanceAtPort) {
    this.narrator = narrator;
    this.changes = changes;
    this.performanceAtPort = performanceAtPort;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    Environment environment = event.getApplicationContext().getEnvironment();
    int port = environment.getRequiredProperty("local.server.port", Integer.class);
    Performance performance = performanceAtPort.apply(port);
    thread = Daemon.start("demo", () -> play(performance));
  }

  private void play(Performance performance) {
    try {
      performance.play(changes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      narrator.say(
          "The door did not answer (" + e + "), so the play ends here. The log says more.");
    }
  }

  /** From here on the door and the database may be closed, which is no news. */
  @EventListener
  void stopping(ContextClosedEvent event) {
    narrator.fallSilent();
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
