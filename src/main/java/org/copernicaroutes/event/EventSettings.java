package org.copernicaroutes.event;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** How much one body may hold; see config/application.yaml. */
@ConfigurationProperties("copernica.event")
record EventSettings(
    @DefaultValue("4000") int maxVariables,
    @DefaultValue("64") int maxDepth,
    @DefaultValue("8MB") DataSize maxLength) {

  Limits limits() {
    return new Limits(maxVariables, maxDepth, maxLength.toBytes());
  }
}
