package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class MissingSettingsTest {

  private final MockEnvironment settings = new MockEnvironment();

  @Test
  void aPublicUrlSaysTheHost() {
    settings.setProperty("copernica.accounts", "1234");
    settings.setProperty("copernica.callback.public-url", "https://hooks.example.org/copernica");
    assertThatCode(() -> MissingSettings.check(settings)).doesNotThrowAnyException();
  }

  @Test
  void withoutOneTheHostsAreMissingAndTheirSettingIsShown() {
    settings.setProperty("copernica.accounts", "1234");
    settings.setProperty("copernica.callback.public-url", "");
    assertThatThrownBy(() -> MissingSettings.check(settings))
        .hasMessageStartingWith("copernica.callback.hosts is empty")
        .satisfies(
            e ->
                assertThat(new MissingSettings.Analyzer().analyze(e).getAction())
                    .contains("--copernica.callback.hosts=…", "COPERNICA_CALLBACK_HOSTS=…"));
  }

  @Test
  void allThatIsMissingIsNamedAtOnce() {
    assertThatThrownBy(() -> MissingSettings.check(settings))
        .hasMessageContainingAll(
            "copernica.accounts is empty", "copernica.callback.hosts is empty");
  }
}
