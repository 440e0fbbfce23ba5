package org.copernicaroutes.demo;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;

/** Senders for tests: one key, one moment, and the same nonce each time. */
final class Copernicas {

  static final DemoKey KEY = DemoKey.make("demo._domainkey.copernica.com", new SecureRandom());
  static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

  private Copernicas() {}

  static Copernica callingAt(String door) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new Copernica(KEY, 1234, URI.create(door), clock, new Random(1));
  }
}
