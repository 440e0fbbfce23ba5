package org.copernicaroutes.callback;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the door. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CallbackSettings.class)
class CallbackConfiguration {

  @Bean
  DoorLog doorLog(CallbackSettings settings, MeterRegistry registry) {
    return new DoorLog(settings, registry, System::nanoTime);
  }

  /** The name is the one by which Camel looks for it. */
  @Bean("platform-http-engine")
  DoorEngine doorEngine(CallbackSettings settings, DoorLog log) {
    return new DoorEngine(settings, log);
  }

  @Bean
  ServletRegistrationBean<DoorServlet> doorServlet(
      CallbackSettings settings,
      DoorEngine engine,
      DoorLog log,
      MeterRegistry registry,
      Clock clock) {
    ByteBudget budget = new ByteBudget(settings.maxBytesInFlight().toBytes());
    DoorMetrics metrics = new DoorMetrics(registry, budget);
    Door door = new Door(settings, engine, budget, log, metrics, clock);
    ServletRegistrationBean<DoorServlet> servlet =
        new ServletRegistrationBean<>(
            new DoorServlet(door, new PlainCalls(settings, log, registry)), "/*");
    servlet.setLoadOnStartup(1);
    return servlet;
  }

  @Bean
  DoorTomcat doorTomcat(DoorLog log) {
    return new DoorTomcat(log);
  }

  @Bean
  DoorSign doorSign(
      CallbackSettings settings,
      ServerProperties server,
      @Value("${copernica.accounts:}") String accounts) {
    return new DoorSign(settings, server, accounts);
  }
}
