package org.copernicaroutes.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.ZoneId;
import org.apache.camel.spi.DataFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventSettings.class)
class EventConfiguration {

  @Bean
  CopernicaZone copernicaZone(
      @Value("${copernica.time-zone:Europe/Amsterdam}") ZoneId id,
      Clock clock,
      MeterRegistry meters) {
    CopernicaZone zone = new CopernicaZone(id, clock);
    Gauge.builder("copernica.zone.difference", zone, CopernicaZone::difference)
        .description("`timestamp` in copernica.time-zone minus `time`, in the last event with both")
        .baseUnit("seconds")
        .register(meters);
    return zone;
  }

  @Bean
  EventDecoder eventDecoder(EventSettings settings, CopernicaZone zone) {
    return new EventDecoder(settings.limits(), zone);
  }

  @Bean
  EventJson eventJson() {
    return new EventJson();
  }

  @Bean
  OncePerChange oncePerChange(EventSettings settings, MeterRegistry meters) {
    EventSettings.SameChange same = settings.sameChange();
    RecentChanges recent = new RecentChanges(System::nanoTime, same.age(), same.count());
    return new OncePerChange(recent, meters);
  }

  @Bean("copernica")
  DataFormat copernicaDataFormat(EventDecoder decoder, EventJson json, MeterRegistry meters) {
    return new CopernicaDataFormat(decoder, json, new EventCounters(meters));
  }
}
