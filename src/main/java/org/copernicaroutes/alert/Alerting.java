package org.copernicaroutes.alert;

import io.micrometer.core.instrument.MeterRegistry;
import org.copernicaroutes.event.OncePerChange;

/** What every alert needs from the application; its kamelets find it by type. */
record Alerting(AlertSettings settings, OncePerChange once, MeterRegistry meters) {

  /** One more mail was taken over by the mail server. */
  void countMailed() {
    meters.counter("copernica.mailed").increment();
  }
}
