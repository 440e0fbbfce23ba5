package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.copernicaroutes.event.ExampleEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The wiring: an application that starts, watches its folder and stops. */
class RouteWatchTest {

  @TempDir Path folder;

  @EnableAutoConfiguration
  @Import(RoutesConfiguration.class)
  static class Receiver {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    Component destination() {
      return new DirectDestination();
    }
  }

  private ConfigurableApplicationContext start() {
    SpringApplication application = new SpringApplication(Receiver.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    return application.run(
        "--copernica.routes=" + folder,
        "--copernica.routes-poll=50ms",
        "--camel.main.routes-include-pattern=classpath:none/*",
        "--management.endpoint.health.validate-group-membership=false",
        "--spring.datasource.url=jdbc:h2:mem:watch");
  }

  private static String ask(ConfigurableApplicationContext receiver, String id) {
    return receiver
        .getBean(CamelContext.class)
        .createProducerTemplate()
        .requestBody("destination:" + id, ExampleEvents.named("profile create"), String.class);
  }

  @Test
  void startsWithABrokenFileSaysSoAndTakesItOverOnceItIsPutRight() throws IOException {
    write("a", Yaml.route("a", Yaml.note("one")));
    write("b", Yaml.route("b", Yaml.log("${bodi}")));
    try (ConfigurableApplicationContext receiver = start()) {
      assertThat(ask(receiver, "a")).isEqualTo("one / none");
      assertThat(readiness(receiver)).isEqualTo(Status.OUT_OF_SERVICE);

      write("b", Yaml.route("b", Yaml.answer("two")));

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(readiness(receiver)).isEqualTo(Status.UP));
      assertThat(ask(receiver, "b")).isEqualTo("two");
    }
  }

  @Test
  void aDryRunNeitherSharesNorStopsTheComponentsThatRun() throws IOException {
    write("a", Yaml.route("a", Yaml.note("one")));
    try (ConfigurableApplicationContext receiver = start()) {
      CamelContext camel = receiver.getBean(CamelContext.class);
      Component destination = receiver.getBean("destination", Component.class);

      receiver
          .getBean(DryRun.class)
          .of(new RouteText(Path.of("x.camel.yaml"), Yaml.route("x", Yaml.note("y"))));

      assertThat(destination.getCamelContext()).isSameAs(camel);
      assertThat(receiver.getBean("kamelet", Component.class).getCamelContext()).isSameAs(camel);
      assertThat(ask(receiver, "a")).isEqualTo("one / none");
    }
  }

  private static Status readiness(ConfigurableApplicationContext receiver) {
    return receiver.getBean(HealthEndpoint.class).healthForPath("readiness").getStatus();
  }

  private void write(String id, String yaml) throws IOException {
    Files.writeString(folder.resolve(id + RouteText.SUFFIX), yaml);
  }
}
