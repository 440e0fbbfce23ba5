package org.copernicaroutes.callback;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Guards the admin port; the management context finds it through {@code META-INF/spring}.
 *
 * <p>Without an annotation of its own: a component scan would find it for the door's context too.
 */
class AdminConfiguration {

  @Bean
  FilterRegistrationBean<AdminHostFilter> adminHostFilter(AdminBinding binding) {
    FilterRegistrationBean<AdminHostFilter> filter =
        new FilterRegistrationBean<>(new AdminHostFilter(binding.address()));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }
}
