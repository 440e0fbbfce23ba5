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
    scratch.addComponent("kamelet", new VerbatimKameletComponent());
    scratch.getRegistry().bind("verbatimParameters", new VerbatimParameters());
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

  @Test
  void refusesDigestsWhichAlertsDoNotHave() {
    assertThatThrownBy(() -> load("email-alert-sink", "digestAfter: 5"))
        .rootCause()
        .hasMessageContaining("unknown option `digestAfter` of email-alert-sink; it has from,");
  }

  private void load(String url) throws Exception {
    load("http-forward-sink", "url: " + url);
  }

  private void load(String kamelet, String parameter) throws Exception {
    String route =
        """
        - route:
            id: forward
            from:
              uri: direct:forward
              steps:
                - to:
                    uri: kamelet:%s
                    parameters:
                      %s
        """
            .formatted(kamelet, parameter);
    PluginHelper.getRoutesLoader(scratch)
        .loadRoutes(ResourceHelper.fromString("forward.camel.yaml", route));
  }
}
