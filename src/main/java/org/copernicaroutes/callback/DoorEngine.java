package org.copernicaroutes.callback;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;

/**
 * Serves {@code platform-http:} with our servlet. There is one path, and one route for it: a second
 * is refused, so that no route file opens a door beside the one that checks signatures.
 */
final class DoorEngine implements PlatformHttpEngine {

  private final String path;
  private final DoorLog log;
  private final AtomicReference<DoorConsumer> open = new AtomicReference<>();

  DoorEngine(CallbackSettings settings, DoorLog log) {
    this.path = settings.path();
    this.log = log;
  }

  @Override
  public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
    if (!path.equals(withSlash(endpoint.getPath()))) {
      throw new IllegalArgumentException(
          "platform-http:%s is not served. The door serves %s alone (copernica.callback.path)."
              .formatted(endpoint.getPath(), path));
    }
    return new DoorConsumer(endpoint, processor, this, log);
  }

  private static String withSlash(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  /** The route that takes requests; empty until it runs and once it stops. */
  Optional<DoorConsumer> open() {
    return Optional.ofNullable(open.get());
  }

  void open(DoorConsumer consumer) {
    if (!open.compareAndSet(null, consumer)) {
      throw new IllegalStateException(
          "A second route reads from platform-http:%s. Remove it: the route `door` does that."
              .formatted(path));
    }
  }

  void close(DoorConsumer consumer) {
    open.compareAndSet(consumer, null);
  }
}
