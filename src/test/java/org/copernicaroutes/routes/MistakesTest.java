package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a mistake in one file says, and that it stops nobody else. */
class MistakesTest {

  @TempDir Path path;
  private LiveFolder folder;

  record Wrong(String name, String steps, int line, String text) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Wrong> mistakes() {
    return Stream.of(
        new Wrong("YAML syntax", "- setBody: {simple: \"x\"\n- stop: {}", 8, "This is not YAML"),
        new Wrong(
            "unknown step",
            "- setBodyy:\n    simple: x",
            7,
            "unknown step `setBodyy`; did you mean `setBody`?"),
        new Wrong(
            "unknown field",
            "- throwException:\n    exceptionTipe: java.lang.Exception\n    message: x",
            8,
            "unknown field `exceptionTipe`; did you mean `exceptionType`?"),
        new Wrong(
            "unknown field of the expression",
            "- setBody:\n    expresion:\n      constant: x",
            8,
            "unknown field `expresion`; did you mean `expression`?"),
        new Wrong(
            "unknown endpoint option",
            Yaml.to("log:foo?showAl=true"),
            8,
            "unknown option `showAl` of log:; did you mean `showAll`?"),
        new Wrong(
            "simple syntax",
            "- filter:\n    expression:\n      simple:\n        expression: \"${body.action == 'update'\"\n    steps:\n      - stop: {}",
            10,
            "cannot be read"),
        new Wrong(
            "unknown scheme",
            Yaml.to("smpt:localhost"),
            8,
            "unknown scheme `smpt:`; did you mean `smtp`?"),
        new Wrong(
            "unknown kamelet",
            Yaml.to("kamelet:note-snik"),
            8,
            "unknown kamelet `note-snik`; did you mean `note-sink`?"),
        new Wrong(
            "unknown parameter",
            Yaml.note("x") + "      subjct: y",
            11,
            "unknown option `subjct` of note-sink; did you mean `subject`?"),
        new Wrong(
            "missing parameter",
            Yaml.to("kamelet:note-sink"),
            8,
            "note-sink needs the parameter `text`."),
        new Wrong(
            "parameter from a message",
            Yaml.note("${body.fields[mail]}"),
            10,
            "only `subject` may hold"),
        new Wrong(
            "missing setting",
            Yaml.log("{{alert.too}}"),
            8,
            "the setting {{alert.too}} does not exist; did you mean {{alert.to}}?"),
        new Wrong(
            "unknown function",
            Yaml.log("${bodi}"),
            8,
            "unknown function `bodi` in `${bodi}`; did you mean `body`?"),
        new Wrong(
            "misspelt name",
            Yaml.log("${body.actoin}"),
            8,
            "an event has no `actoin`; did you mean `action`?"),
        new Wrong(
            "misspelt name in a condition",
            "- filter:\n    simple: \"${body.databse} == 7\"\n    steps:\n      - stop: {}",
            8,
            "an event has no `databse`; did you mean `database`?"),
        new Wrong(
            "misspelt name in a branch",
            "- choice:\n    when:\n      - simple: \"${body.action} == 'abuse'\"\n        steps:\n          - log: \"${body.porfile}\"\n    otherwise:\n      steps:\n        - stop: {}",
            11,
            "an event has no `porfile`; did you mean `profile`?"),
        new Wrong(
            "misspelt name in SQL",
            Yaml.to("sql:insert into t values (:#${body.idd})?dataSource=#crm"),
            8,
            "an event has no `idd`; did you mean `id`?"),
        new Wrong(
            "misspelt name in a subject",
            Yaml.note("x") + "      subject: \"profile ${body.profil}\"",
            11,
            "an event has no `profil`; did you mean `profile`?"),
        new Wrong(
            "dot instead of brackets", Yaml.log("${body.fields.mail}"), 8, "${body.fields[mail]}"),
        new Wrong(
            "misspelt word",
            "- filter:\n    simple: \"${body.action} == 'udpate'\"\n    steps:\n      - stop: {}",
            8,
            "no event has the action `udpate`; did you mean `update`?"),
        new Wrong("missing bean", "- bean:\n    ref: nobody", 8, "there is no bean `nobody`"),
        new Wrong(
            "data chooses",
            "- toD:\n    uri: \"${body.fields[url]}\"",
            7,
            "lets a message choose where it goes"),
        new Wrong("another thread", "- wireTap:\n    uri: direct:x", 7, "outside the delivery"),
        new Wrong("another thread by scheme", Yaml.to("seda:x"), 8, "outside the delivery"),
        new Wrong(
            "parallel split",
            "- split:\n    simple: \"${body.fields}\"\n    parallelProcessing: true\n    steps:\n      - stop: {}",
            9,
            "outside the delivery"),
        new Wrong("script", "- setBody:\n    groovy: \"1\"", 8, "runs a script"),
        new Wrong(
            "caught failure",
            "- doTry:\n    steps:\n      - to:\n          uri: destination:b\n    doCatch:\n      - exception: [java.lang.Exception]\n        steps:\n          - stop: {}",
            7,
            "would hide that its transaction failed"));
  }

  @BeforeEach
  void start() {
    folder = new LiveFolder(path);
    folder.settings.setProperty("alert.to", "somebody");
  }

  @AfterEach
  void stop() {
    folder.close();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void atStartUpItsRouteDoesNotRunAndTheOthersDo(Wrong mistake) {
    folder.answering("good", "well").write("wrong", Yaml.route("wrong", mistake.steps())).load();

    assertThat(folder.status("wrong").isRunning()).isFalse();
    assertSaid(mistake);
    assertThat(folder.routeIds()).containsExactly("good");
    assertThat(folder.ask("good")).isEqualTo("well");
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void whileRunningTheLastGoodVersionKeepsRunning(Wrong mistake) {
    folder.answering("good", "well").answering("wrong", "old").load();
    folder.write("wrong", Yaml.route("wrong", mistake.steps())).look();

    assertThat(folder.ask("wrong")).isEqualTo("old");
    assertThat(folder.ask("good")).isEqualTo("well");
    assertThat(folder.status("wrong").isRunning()).isTrue();
    assertSaid(mistake);
  }

  private void assertSaid(Wrong mistake) {
    RouteFileProblem first = folder.problems("wrong").get(0);
    assertThat(first.text()).contains(mistake.text());
    assertThat(first.file()).isEqualTo(path.resolve("wrong.camel.yaml").toString());
    assertThat(first.line()).as(first.toString()).isEqualTo(mistake.line());
  }
}
