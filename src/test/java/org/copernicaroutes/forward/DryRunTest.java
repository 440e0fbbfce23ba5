package org.copernicaroutes.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** In a context that is never started, a forwarder is checked whole and contacts nobody. */
class DryRunTest {

  private final DefaultCamelContext scratch = new DefaultCamelContext();

  @BeforeEach
  void start() {
    scratch.setAutoStartup(false);
    ForwardSettings settings = new ForwardSettings(2, DataSize.ofKilobytes(1));
    scratch
        .getRegistry()
        .bind("forwarding", new Forwarding(settings, Clock.systemUTC(), new SimpleMeterRegistry()));
    scratch.start();
  }

  @AfterEach
  void stop() {
    scratch.stop();
  }

  @Test
  void acceptsAForwarderWhoseTargetDoesNotExist() throws Exception {
    load("https://nowhere.invalid/hook");
    assertThat(scratch.getRoute("forward")).isNotNull();
  }

  @Test
  void refusesAForwarderWithAWrongParameter() {
    assertThatThrownBy(() -> load("nowhere"))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("url: must begin with https:// or http://");
  }

  private void load(String url) throws Exception {
    String route =
        """
        - route:
            id: forward
            from:
              uri: direct:forward
              steps:
                - to:
                    uri: kamelet:http-forward-sink
                    parameters:
                      url: %s
        """
            .formatted(url);
    PluginHelper.getRoutesLoader(scratch)
        .loadRoutes(ResourceHelper.fromString("forward.camel.yaml", route));
  }
}
