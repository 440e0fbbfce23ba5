package org.copernicaroutes.operator;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Checks where the admin port is to listen, before it does. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OperatorSettings.class)
class OperatorConfiguration {

  @Bean
  AdminBinding adminBinding(
      ManagementServerProperties management, Environment environment, OperatorSettings settings) {
    return AdminBinding.checked(management, environment, settings);
  }
}
