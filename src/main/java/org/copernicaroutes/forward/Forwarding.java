package org.copernicaroutes.forward;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.copernicaroutes.event.OncePerChange;

/** What every forwarder needs from the application; its kamelets find it by type. */
record Forwarding(ForwardSettings settings, OncePerChange once, Clock clock, MeterRegistry meters) {

  /** One more request was answered 2xx. */
  void countForwarded() {
    meters.counter("copernica.forwarded").increment();
  }
}
