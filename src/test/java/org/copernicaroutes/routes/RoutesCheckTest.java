package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.copernicaroutes.support.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is typed: a process of its own, its exit code and what it prints. */
class RoutesCheckTest {

  @TempDir Path folder;

  private static CommandRun check(String... args) throws IOException, InterruptedException {
    return CommandRun.ofClasses(
        Stream.concat(Stream.of("check"), Stream.of(args)).toArray(String[]::new));
  }

  @Test
  void theFolderOfTheSettingsIsGoodAndNothingElseIsPrinted() throws Exception {
    CommandRun outcome = check();

    assertThat(outcome.out().lines())
        .containsExactly(
            "routes/crm-sync.camel.yaml ok",
            "routes/email-alert.camel.yaml ok",
            "routes/http-forward.camel.yaml ok",
            "routes/router.camel.yaml ok");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void aWrongFileIsShownWithFileLineAndHint() throws Exception {
    write("a", Yaml.route("a", Yaml.log("${body.actoin}")));
    write("b", Yaml.route("b", Yaml.log("${body.porfile}") + Yaml.to("smpt:host")));

    CommandRun outcome = check(folder.toString());

    assertThat(outcome.out().lines())
        .containsExactly(
            folder + "/a.camel.yaml:8 an event has no `actoin`; did you mean `action`?",
            folder + "/b.camel.yaml:8 an event has no `porfile`; did you mean `profile`?",
            folder + "/b.camel.yaml:10 unknown scheme `smpt:`; did you mean `smtp`?",
            folder
                + "/router.camel.yaml:1 warning: no such file is here; events wait in the inbox for"
                + " it.");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void eachKindOfMistakeIsShownToMachinesWithFileAndLine() throws Exception {
    Map<String, Integer> lines = new TreeMap<>();
    for (MistakesTest.Wrong wrong : MistakesTest.mistakes().toList()) {
      String id = "m" + lines.size();
      write(id, Yaml.route(id, wrong.steps().replace("kamelet:note-", "kamelet:email-alert-")));
      lines.put(folder.resolve(id + RouteText.SUFFIX).toString(), wrong.line());
    }
    CommandRun outcome = check(folder.toString(), "--format=json", "--alert.to=somebody");

    JsonNode report = new ObjectMapper().readTree(outcome.out());
    assertThat(report.get("good").asBoolean()).isFalse();
    assertThat(report.get("files")).hasSameSizeAs(lines.keySet());
    lines.forEach(
        (file, line) ->
            assertThat(report.get("problems"))
                .anySatisfy(
                    problem -> {
                      assertThat(problem.get("file").asText()).isEqualTo(file);
                      assertThat(problem.get("line").asInt()).isEqualTo(line);
                      assertThat(problem.get("severity").asText()).isEqualTo("error");
                      assertThat(problem.get("code").asText()).matches("[a-z-]+");
                      assertThat(problem.get("message").asText()).isNotBlank();
                      assertThat(problem.has("hint")).isTrue();
                    }));
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void aDestinationThatIsMisspeltIsAnErrorAndOneThatIsMissingAWarning() throws Exception {
    String sends = Yaml.to("destination:lettres") + Yaml.to("destination:archive");
    write("router", Yaml.from("direct:router", "router", sends));
    write("letters", Yaml.route("letters", Yaml.log("x")));

    CommandRun outcome = check(folder.toString());

    assertThat(outcome.out().lines().map(line -> line.replaceFirst(".*/", "")))
        .containsExactly(
            "letters.camel.yaml ok",
            "router.camel.yaml:8 no file takes from `destination:lettres`; did you mean"
                + " `destination:letters`?",
            "router.camel.yaml:10 warning: no file takes from `destination:archive`; events wait in"
                + " its queue until one begins with it.");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void anUnknownFormatIsNoCheck() throws Exception {
    CommandRun outcome = check("--format=xml");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("usage: check [FOLDER] [--format=json]");
  }

  @Test
  void anOptionThatThereIsNotIsNoSetting() throws Exception {
    CommandRun outcome = check("--formt=json");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("--formt is no option of check. Did you mean --format?")
        .contains("usage: check");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void settingsOfTheCommandLineCount() throws Exception {
    write("a", Yaml.route("a", Yaml.log("{{my.word}}")));

    assertThat(check(folder.toString()).code()).isEqualTo(1);
    assertThat(check(folder.toString(), "--my.word=x").code()).isZero();
  }

  @Test
  void settingsThatAreNoYamlAreSaidInOneLineAndNothingElse() throws Exception {
    Path file = Files.writeString(folder.resolve("application.yaml"), "a: 1\na: 2\n");

    CommandRun outcome = check("--format=json", "--spring.config.location=" + folder + "/");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .hasLineCount(1)
        .startsWith(
            "Nothing was checked, because the settings cannot be used: " + file + ":2 is no YAML");
  }

  @Test
  void aMissingFolderIsNoGoodFolder() throws Exception {
    CommandRun outcome = check(folder.resolve("nowhere").toString());

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("nowhere is not a folder that can be read.");
  }

  @Test
  void nothingIsStartedNorLeftBehind() throws Exception {
    write(
        "a",
        Yaml.route("a", Yaml.to("sql:insert into t values (:#${body.id})?dataSource=#dataSource")));
    Path data = folder.resolve("data");

    CommandRun outcome =
        check(
            folder.toString(),
            "--spring.datasource.url=jdbc:h2:file:" + data,
            "--copernica.broker.directory=" + data);

    assertThat(outcome.out()).startsWith(folder + "/a.camel.yaml ok\n");
    assertThat(folder.toFile().list()).containsExactly("a.camel.yaml");
  }

  private void write(String id, String yaml) throws IOException {
    Files.writeString(folder.resolve(id + RouteText.SUFFIX), yaml);
  }
}
