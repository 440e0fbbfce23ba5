package org.copernicaroutes.alert;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.copernicaroutes.event.OncePerChange;
import org.copernicaroutes.inbox.Digests;

/** What every alert needs from the application; its kamelets find it by type. */
record Alerting(
    AlertSettings settings,
    OncePerChange once,
    Digests digests,
    MeterRegistry meters,
    Clock clock) {

  /** One more mail was taken over by the mail server. */
  void countMailed() {
    meters.counter("copernica.mailed").increment();
  }

  /** One more alert waits for its digest instead. */
  void countDigested() {
    meters.counter("copernica.digested").increment();
  }
}
