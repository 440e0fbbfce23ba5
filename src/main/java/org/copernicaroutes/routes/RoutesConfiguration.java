package org.copernicaroutes.routes;

import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.copernicaroutes.event.ExampleEvents;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RoutesSettings.class)
class RoutesConfiguration {

  @Bean
  KameletComponent kamelet() {
    return new KameletComponent();
  }

  @Bean
  DryRun dryRun(ListableBeanFactory beans, Environment environment) {
    return new DryRun(beans, environment, List.copyOf(ExampleEvents.all().values()));
  }

  @Bean
  RouteFiles routeFiles(DryRun dryRun, CamelContext camel, RoutesSettings settings, Clock clock) {
    CamelRoutes routes = new CamelRoutes(camel, settings.routesStop());
    return new RouteFiles(new RouteFolder(settings.folder()), dryRun, routes, clock);
  }

  @Bean
  RouteWatch routeWatch(RouteFiles files, CamelContext camel, RoutesSettings settings) {
    return new RouteWatch(files, camel, settings.routesPoll());
  }

  @Bean
  RoutesHealthIndicator routesHealthIndicator(RouteFiles files) {
    return new RoutesHealthIndicator(files);
  }
}
