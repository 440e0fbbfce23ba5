package org.copernicaroutes.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command says before it calls anybody. */
class DeadCommandTest {

  private static final String PASSWORD = "--copernica.operator.password=a password of ours";

  @TempDir Path folder;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int dead(String... more) {
    String[] args =
        Stream.concat(Stream.of("dead", PASSWORD), Stream.of(more)).toArray(String[]::new);
    PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
    return DeadCommand.run(args, print, print, Clock.systemUTC());
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--url=localhost:8081",
        "--url=http://two words",
        "--url=ftp://localhost",
        "--url=http://",
        "--management.server.port=abc",
        "--management.server.port=99999"
      })
  void saysThatAnAddressIsNone(String wrong) {
    assertThat(dead("list", wrong)).isEqualTo(2);
    assertThat(complained()).contains("is no address of an admin port", "--url=http://host:8081");
  }

  @Test
  void saysWhichWordItDoesNotKnow() {
    assertThat(dead("shwo")).isEqualTo(2);
    assertThat(complained())
        .startsWith("There is no `dead shwo`. Did you mean `dead show`?")
        .contains("usage: dead list");
  }

  @Test
  void saysWhichOptionItDoesNotKnow() {
    assertThat(dead("list", "crm", "--reson=x")).isEqualTo(2);
    assertThat(complained()).startsWith("--reson is no option of dead. Did you mean --reason?");
  }

  @Test
  void saysThatATimeIsNone() {
    assertThat(dead("list", "crm", "--since=99999999999999999999d")).isEqualTo(2);
    assertThat(dead("list", "crm", "--since=999999999999999d")).isEqualTo(2);
    assertThat(complained()).contains("--since is 999999999999999d: say 2h (ago)");
  }

  @Test
  void saysWhichSettingIsWrong() {
    assertThat(dead("list", "--copernica.operator.user=a:b")).isEqualTo(2);
    assertThat(complained()).contains("copernica.operator.user is 'a:b'. Set it to");
    assertThat(dead("list", "--copernica.operator.tries=abc")).isEqualTo(2);
    assertThat(complained()).contains("copernica.operator.tries");
  }

  @Test
  void saysThatTheFileOfSettingsIsBroken() throws IOException {
    assertThat(dead("list", settings("copernica: [\n"))).isEqualTo(2);
    assertThat(complained())
        .startsWith("The settings cannot be used: " + folder + "/application.yaml:3 is no YAML: ");
  }

  /** A variable URL is in many an environment, and whoever is called is given the password. */
  @Test
  void callsNobodyWhomOnlyASettingOrVariableOfThatNameSays() throws IOException {
    String[] settings = {PASSWORD, settings("url: http://elsewhere.example\n")};
    assertThat(ReceiverSettings.read(settings, "").admin()).hasToString("http://127.0.0.1:8081");
  }

  @Test
  void showsNothingThatATerminalObeys() throws IOException {
    HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.createContext("/", DeadCommandTest::answerWithControls);
    receiver.start();
    String url = "--url=http://127.0.0.1:" + receiver.getAddress().getPort();
    try {
      for (String format : List.of("text", "json")) {
        err.reset();
        assertThat(dead("show", "unverified", "1", "--personal", url, "--format=" + format))
            .isZero();
        assertThat(complained())
            .contains("Zoë\\u009b31m", "\\u202e")
            .doesNotContain("\u009b", "\u202e");
      }
    } finally {
      receiver.stop(0);
    }
  }

  private static void answerWithControls(HttpExchange call) throws IOException {
    String letter =
        "{\"id\":\"1\",\"masked\":false,\"content\":null,\"request\":{\"body\":\"Zoë\u009b31m\u202e\"}}";
    byte[] bytes = letter.getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(200, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  private String settings(String yaml) throws IOException {
    Files.write(folder.resolve("application.yaml"), List.of(yaml));
    return "--spring.config.additional-location=file:" + folder + "/";
  }
}
