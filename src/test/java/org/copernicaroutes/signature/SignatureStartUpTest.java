package org.copernicaroutes.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@ExtendWith(OutputCaptureExtension.class)
class SignatureStartUpTest {

  @Import(SignatureConfiguration.class)
  static class Alone {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }
  }

  @Test
  void startsWithAccountsAndHosts() {
    try (ConfigurableApplicationContext context = start("1234", "hooks.example.org", "")) {
      assertThat(context.getBean("signatureCheck")).isInstanceOf(Processor.class);
      assertThat(context.getBean(RecentIds.class).size()).isZero();
    }
  }

  @Test
  void theFileThatOperatorsReadShowsTheDefaults() {
    try (ConfigurableApplicationContext context = start("1", "h", "")) {
      SignatureSettings inFile = context.getBean(SignatureSettings.class);
      SignatureSettings inCode =
          new Binder(new MapConfigurationPropertySource())
              .bindOrCreate("copernica.signature", SignatureSettings.class);
      assertThat(inFile).isEqualTo(inCode);
    }
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''|h|''|copernica.accounts is empty. Set it in config/application.yaml or as COPERNICA_ACCOUNTS to the number that GET identity shows.",
        "12a|h|''|copernica.accounts has `12a`, which is neither a number nor like account_1234. Set it in",
        "1|''|''|copernica.callback.hosts is empty. Set it in config/application.yaml or as COPERNICA_CALLBACK_HOSTS",
        "1|h|127.0.0.1:x|copernica.signature.dns-servers has `127.0.0.1:x`, which is not host:port",
      })
  void saysWhatIsMissingAndShowsNoStackTrace(
      String accounts, String hosts, String dnsServers, String sentence, CapturedOutput output) {
    assertThatThrownBy(() -> start(accounts, hosts, dnsServers)).isNotNull();
    assertThat(output).contains(sentence).doesNotContain("\tat ");
  }

  @Test
  void readsAccountsInEverySpelling() {
    assertThat(Accounts.of("1234, account_5,environment-6 ,").ids())
        .containsExactlyInAnyOrder(
            new CopernicaId(CopernicaId.Kind.ACCOUNT, 1234),
            new CopernicaId(CopernicaId.Kind.ACCOUNT, 5),
            new CopernicaId(CopernicaId.Kind.ENVIRONMENT, 6));
  }

  private static ConfigurableApplicationContext start(
      String accounts, String hosts, String dnsServers) {
    List<String> settings = new ArrayList<>();
    settings.add("--copernica.accounts=" + accounts);
    settings.add("--copernica.callback.hosts=" + hosts);
    settings.add("--copernica.signature.dns-servers=" + dnsServers);
    return new SpringApplicationBuilder(Alone.class)
        .web(WebApplicationType.NONE)
        .run(settings.toArray(String[]::new));
  }
}
