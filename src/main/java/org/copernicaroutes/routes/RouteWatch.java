package org.copernicaroutes.routes;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;

/**
 * Loads the route files once Camel runs and before the application calls itself ready, and looks at
 * them again and again until it closes.
 */
final class RouteWatch implements SmartApplicationListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);

  private final RouteFiles files;
  private final CamelContext camel;
  private final Duration poll;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "route-files");
            thread.setDaemon(true);
            return thread;
          });

  RouteWatch(RouteFiles files, CamelContext camel, Duration poll) {
    this.files = files;
    this.camel = camel;
    this.poll = poll;
  }

  @Override
  public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
    return ApplicationStartedEvent.class.isAssignableFrom(type)
        || ContextClosedEvent.class.isAssignableFrom(type);
  }

  @Override
  public void onApplicationEvent(ApplicationEvent event) {
    if (event instanceof ContextClosedEvent) {
      close();
    } else {
      start();
    }
  }

  void start() {
    files.loadAll();
    looks.scheduleWithFixedDelay(
        this::look, poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A look that fails must not be the last one. */
  private void look() {
    try {
      if (camel.getStatus().isStarted()) {
        files.refresh();
      }
    } catch (RuntimeException e) {
      LOG.error("routes.failed the folder of route files could not be looked at; trying again", e);
    }
  }

  @Override
  public void close() {
    looks.shutdown();
  }
}
