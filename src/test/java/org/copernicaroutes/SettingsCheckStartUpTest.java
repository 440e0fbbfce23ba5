package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.copernicaroutes.signature.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
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

  static Map<String, String> broken() {
    return Map.of(
        "a: 1\nspring:\n  b: 1\nspring:\n  c: 1\n",
        ":4 is no YAML: found duplicate key spring. A key is there once: ",
        "a:\n\tb: 1\n",
        ":2 is no YAML: found character '\\t(TAB)' that cannot start any token. ",
        "a: \u0007\n",
        " is no YAML: special characters are not allowed.");
  }

  @Test
  void aFileThatIsNoYamlIsNamedWithItsLineAndWhatIsWrong(@TempDir Path config) throws IOException {
    Path file = config.resolve("application.yaml");
    for (Map.Entry<String, String> broken : broken().entrySet()) {
      Files.writeString(file, broken.getKey());

      assertThatThrownBy(
              () ->
                  SpringApplication.run(
                      Application.class, "--spring.config.location=" + config + "/"))
          .isInstanceOf(SettingException.class)
          .hasMessageStartingWith(file + broken.getValue());
    }
  }

  @Test
  void propertiesGoBeforeYamlAsEver(@TempDir Path config) throws IOException {
    Files.writeString(config.resolve("application.yaml"), "a: yaml\nb: yaml\n");
    Files.writeString(config.resolve("application.properties"), "a=properties\n");

    try (var app =
        new SpringApplicationBuilder(Empty.class)
            .web(WebApplicationType.NONE)
            .run("--spring.config.location=" + config + "/")) {
      assertThat(app.getEnvironment().getProperty("a")).isEqualTo("properties");
      assertThat(app.getEnvironment().getProperty("b")).isEqualTo("yaml");
    }
  }

  static class Empty {}
}
