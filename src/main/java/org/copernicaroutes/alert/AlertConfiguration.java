package org.copernicaroutes.alert;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Session;
import java.time.Clock;
import org.copernicaroutes.event.OncePerChange;
import org.copernicaroutes.inbox.Digests;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AlertSettings.class, MailProperties.class})
class AlertConfiguration {

  @Bean
  Alerting alerting(
      AlertSettings settings,
      OncePerChange once,
      Digests digests,
      MeterRegistry meters,
      Clock clock) {
    return new Alerting(settings, once, digests, meters, clock);
  }

  /** Only the kamelet names it, so the credentials go to no other step's mail server. */
  @Bean
  Session alertMailSession(MailProperties mail, AlertSettings settings, SslBundles bundles) {
    return new MailServer(mail, settings, bundles).session();
  }
}
