package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.signature.CheckedSignature;
import org.copernicaroutes.signature.RecentIds;
import org.copernicaroutes.signature.SignatureCheck;
import org.copernicaroutes.support.PackagedApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

class InboxConfigurationTest {

  @TempDir Path directory;

  static class Others {
    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Bean
    RecentIds recentIds() {
      return new RecentIds(Clock.systemUTC(), Duration.ofMinutes(6));
    }

    @Bean
    CheckedSignature checkedSignature() {
      return new CheckedSignature();
    }

    @Bean
    SignatureCheck requestCheck(CheckedSignature checked) {
      return checked.check;
    }

    @Bean
    DestinationFormat format() {
      return new Bench.Words();
    }
  }

  private ApplicationContextRunner application() {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class))
        .withUserConfiguration(Others.class, InboxConfiguration.class)
        .withPropertyValues(
            "camel.main.routes-include-pattern=false",
            "copernica.broker.directory=" + directory,
            "copernica.broker.min-disk-free=1MB",
            "copernica.broker.buffer-timeout=300us",
            "copernica.inbox.retry.first-pause=2s");
  }

  @Test
  void theBrokerRunsBeforeCamelAndTheSettingsReachIt() {
    application()
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasBean("inbox").hasBean("destination");
              Object answer =
                  context
                      .getBean(CamelContext.class)
                      .createProducerTemplate()
                      .requestBody("inbox:requests", Bench.request("a"));
              assertThat(answer).isEqualTo(Answer.stored(Bench.id("a")));
              assertThat(context.getBean(BrokerSettings.class).bufferTimeout())
                  .isEqualTo(Duration.ofNanos(300_000));
              assertThat(context.getBean(InboxSettings.class).retry())
                  .isEqualTo(
                      new InboxSettings.Retry(
                          Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofMinutes(10), 5));
              assertThat(context.getBean(InboxSettings.class).notYet().tries()).isEqualTo(20);
            });
  }

  @Test
  void aSecondProcessOnTheSameJournalDoesNotStart() {
    application()
        .run(
            first ->
                application()
                    .run(
                        second ->
                            assertThat(second)
                                .getFailure()
                                .hasStackTraceContaining("another copernica-routes")));
  }

  @Test
  void aUrlMeansAnExternalBrokerWhichMayComeLaterThanWeDo() {
    application()
        .withPropertyValues(
            "copernica.broker.url=tcp://127.0.0.1:" + PackagedApp.freePort(),
            "copernica.broker.patience=100ms")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context).getBean(Broker.class).isInstanceOf(ExternalBroker.class);
              Object answer =
                  context
                      .getBean(CamelContext.class)
                      .createProducerTemplate()
                      .requestBody("inbox:requests", Bench.request("a"));
              assertThat(answer).isEqualTo(Answer.UNAVAILABLE);
              assertThat(directory).isEmptyDirectory();
            });
  }
}
