package org.copernicaroutes.operator;

import com.github.benmanes.caffeine.cache.Ticker;
import java.security.SecureRandom;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.copernicaroutes.callback.ErrorAnswers;
import org.copernicaroutes.inbox.DeadLetters;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What stands on the admin port beside Actuator; the management context finds it through {@code
 * META-INF/spring}.
 *
 * <p>Without an annotation of a component: a scan would find it for the door's context too.
 */
@ConditionalOnBean(AdminBinding.class)
class AdminConfiguration {

  @Bean
  FilterRegistrationBean<AdminHostFilter> adminHostFilter(
      AdminBinding binding, OperatorSettings settings) {
    FilterRegistrationBean<AdminHostFilter> filter =
        new FilterRegistrationBean<>(new AdminHostFilter(binding.address(), settings.hosts()));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  @Bean
  FilterRegistrationBean<LoginFilter> loginFilter(
      AdminBinding binding, OperatorSettings settings, WebEndpointProperties actuator) {
    WrongLogins wrong = new WrongLogins(settings.tries(), settings.pause(), Ticker.systemTicker());
    FilterRegistrationBean<LoginFilter> filter =
        new FilterRegistrationBean<>(
            new LoginFilter(
                settings, credentials(settings), wrong, binding.exposed(), probes(actuator)));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return filter;
  }

  private static Credentials credentials(OperatorSettings settings) {
    return new Credentials(
        settings.user(),
        settings.hasPassword()
            ? settings.password()
            : new PasswordFile(settings.passwordFile()).readOrMake(new SecureRandom()));
  }

  private static Set<String> probes(WebEndpointProperties actuator) {
    return Stream.of("/health/liveness", "/health/readiness")
        .map(probe -> actuator.getBasePath() + probe)
        .collect(Collectors.toSet());
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> adminErrors() {
    return factory -> ErrorAnswers.by(new AdminErrors(), factory);
  }

  @Bean
  RouterFunction<ServerResponse> deadLettersApi(DeadLetters letters) {
    return Route.router(new DeadLettersApi(letters));
  }
}
