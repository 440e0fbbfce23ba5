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
 * Loads the route files once Camel runs and before the application calls itself ready, lets events
 * in, and looks at the files again and again until it closes.
 */
final class RouteWatch implements SmartApplicationListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);

  /** The route from the inbox to the router. */
  private static final String DECODING = "decoding";

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
    startDecoding();
    looks.scheduleWithFixedDelay(
        this::look, poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Also without a router: then the inbox says so, and waits. */
  private void startDecoding() {
    try {
      camel.getRouteController().startRoute(DECODING);
    } catch (Exception e) {
      throw new IllegalStateException("the route `" + DECODING + "` does not start", e);
    }
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
