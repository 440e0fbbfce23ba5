package org.copernicaroutes.forward;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.copernicaroutes.event.OncePerChange;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ForwardSettings.class)
class ForwardConfiguration {

  @Bean
  Forwarding forwarding(
      ForwardSettings settings, OncePerChange once, Clock clock, MeterRegistry meters) {
    return new Forwarding(settings, once, clock, meters);
  }
}
