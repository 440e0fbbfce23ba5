package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Commands commands = new Commands(print(out), print(err));

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chekc", "start", "-port=8080", "routes"})
  void aWordThatIsNoCommandStartsNothing(String word) {
    assertThat(commands.run(new String[] {word})).contains(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("There is no command `" + word + "`.")
        .contains("usage: java -jar copernica-routes.jar");
  }

  @Test
  void aWordBehindASettingIsNoCommandEither() {
    assertThat(commands.run(new String[] {"--copernica.accounts=1", "chekc"})).contains(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void showsHowItIsUsed(String word) {
    assertThat(commands.run(new String[] {word})).contains(0);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("usage: ")
        .contains("check [FOLDER]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version"})
  void saysItsVersion(String word) {
    assertThat(commands.run(new String[] {word})).contains(0);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("copernica-routes ");
  }

  @Test
  void settingsAloneStartTheReceiver() {
    assertThat(commands.run(new String[] {"--copernica.accounts=1"})).isEmpty();
    assertThat(commands.run(new String[] {})).isEmpty();
  }
}
