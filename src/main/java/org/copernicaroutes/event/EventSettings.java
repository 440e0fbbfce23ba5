package org.copernicaroutes.event;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** How much one body may hold, and which events tell of one change; see config/application.yaml. */
@ConfigurationProperties("copernica.event")
record EventSettings(
    @DefaultValue("4000") int maxVariables,
    @DefaultValue("64") int maxDepth,
    @DefaultValue("8MB") DataSize maxLength,
    @DefaultValue SameChange sameChange) {

  /**
   * @param age how long a step passes over events that tell of what it has acted on
   * @param count the most changes that are remembered for that, of all steps together
   */
  record SameChange(@DefaultValue("10m") Duration age, @DefaultValue("50000") int count) {}

  Limits limits() {
    return new Limits(maxVariables, maxDepth, maxLength.toBytes());
  }
}
