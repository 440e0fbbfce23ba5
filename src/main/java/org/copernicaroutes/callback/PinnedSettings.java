package org.copernicaroutes.callback;

import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.logging.Log;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Settings of the server that have one value here, whoever sets what: with another, a header would
 * pass for the connection's address, host or scheme, or calls would come in past our watch over
 * slow connections.
 *
 * <p>Spring Boot chooses some by itself: where it finds Kubernetes around it, it believes forwarded
 * headers unless it is told not to.
 */
final class PinnedSettings implements EnvironmentPostProcessor {

  private static final String HEADERS =
      "forwarded headers change neither address nor host here; see copernica.callback.public-url and"
          + " copernica.callback.trusted-proxies";

  private static final Map<String, Pin> PINS =
      new TreeMap<>(
          Map.of(
              "server.forward-headers-strategy", new Pin("none", HEADERS),
              "server.tomcat.remoteip.remote-ip-header", new Pin("", HEADERS),
              "server.tomcat.remoteip.protocol-header", new Pin("", HEADERS),
              "server.http2.enabled", new Pin("false", "the door speaks HTTP/1.1")));

  private record Pin(String value, String why) {}

  private final Log log;

  PinnedSettings(DeferredLogFactory logs) {
    this.log = logs.getLog(PinnedSettings.class);
  }

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment settings, SpringApplication app) {
    Map<String, Object> values = new TreeMap<>();
    PINS.forEach(
        (name, pin) -> {
          report(name, settings.getProperty(name, pin.value()), pin);
          values.put(name, pin.value());
        });
    settings.getPropertySources().addFirst(new MapPropertySource("pinned", values));
  }

  private void report(String name, String given, Pin pin) {
    if (!given.equalsIgnoreCase(pin.value())) {
      log.warn("setting.ignored %s=%s has no effect: %s.".formatted(name, given, pin.why()));
    }
  }
}
