package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * The check where it stands: in a start of Spring's, with the files and the order of the real one.
 */
@ExtendWith(OutputCaptureExtension.class)
class SettingsCheckStartUpTest {

  @Test
  void aValueOutOfRangeStopsTheRealApplicationWithoutAStackTrace(CapturedOutput out) {
    assertThatThrownBy(
            () -> SpringApplication.run(Application.class, "--copernica.inbox.group-size=0"))
        .isNotNull();

    assertThat(out)
        .contains("start-up: copernica.inbox.group-size is 0. Set it to more than zero")
        .doesNotContain("\tat ");
  }

  @Test
  void allThatIsMissingIsSaidAtOnceAndNothingElse(CapturedOutput out) {
    assertThatThrownBy(() -> SpringApplication.run(Application.class)).isNotNull();

    assertThat(out)
        .contains("copernica.accounts is empty: it is the number that GET identity shows")
        .contains("copernica.callback.hosts is empty: it is the host name in the URL")
        .contains("COPERNICA_ACCOUNTS=")
        .doesNotContain("\tat ", " WARN ");
  }

  @Test
  void anUnknownNameIsLoggedAndStopsNobody(CapturedOutput out) {
    new SpringApplicationBuilder(Empty.class)
        .web(WebApplicationType.NONE)
        .run("--copernica.inbox.group-sise=5")
        .close();

    assertThat(out)
        .contains("setting.unknown copernica.inbox.group-sise has no effect")
        .contains("did you mean `copernica.inbox.group-size`?");
  }

  static class Empty {}
}
