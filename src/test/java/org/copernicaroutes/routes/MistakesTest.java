package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

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
            "a setting without quotes",
            "- to:\n    uri: {{alert.to}}",
            8,
            "put {{alert.to}} in quotes: \"{{alert.to}}\"."),
        new Wrong("no end quote", "- log: \"x\n- stop: {}\n", 7, "This is not YAML"),
        new Wrong(
            "misspelt parameters",
            "- to:\n    uri: kamelet:note-sink\n    paramters:\n      text: x",
            9,
            "unknown field `paramters` of `to`; did you mean `parameters`?"),
        new Wrong(
            "a parameter beside the parameters",
            "- to:\n    uri: kamelet:note-sink\n    parameters:\n      subject: x\n    text: y",
            11,
            "unknown field `text` of `to`; what the address takes belongs below `parameters`."),
        new Wrong(
            "a misspelt parameter that holds an expression",
            "- to:\n    uri: kamelet:note-sink\n    parameters:\n      txet: \"${body.id}\"",
            10,
            "unknown option `txet` of note-sink; did you mean `text`?"),
        new Wrong(
            "one equals sign",
            Yaml.filter("${body.action} = 'create'"),
            8,
            "to compare, write ==."),
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
            "would hide that its transaction failed"),
        new Wrong(
            "a value that a kamelet does not have",
            Yaml.to("kamelet:http-forward-sink")
                + "    parameters:\n      url: http://{{alert.to}}/\n      format: jsn",
            11,
            "`format` of http-forward-sink cannot be `jsn`; did you mean `json`?"),
        new Wrong(
            "a value that a kamelet refuses",
            Yaml.to("kamelet:crm-sync-sink")
                + "    parameters:\n      table: t\n      key: id\n      columns: name=@nam",
            12,
            "columns: unknown `@nam`"),
        new Wrong(
            "a setting with a value that a kamelet refuses",
            Yaml.to("kamelet:crm-sync-sink")
                + "    parameters:\n      table: t\n      key: id\n      columns: \"{{alert.to}}\"",
            12,
            "look at the setting {{alert.to}}."),
        new Wrong(
            "misspelt word in a list",
            Yaml.filter("${body.action} in 'create,udpate'"),
            8,
            "no event has the action `udpate`; did you mean `update`?"),
        new Wrong(
            "misspelt name that another condition hides",
            Yaml.filter("'{{alert.to}}' == 'true' && ${body.actoin} == 'open'"),
            8,
            "an event has no `actoin`; did you mean `action`?"),
        new Wrong(
            "number compared with text",
            Yaml.filter("${body.database} == 'seven'"),
            8,
            "${body.database} is a number and never `seven`"),
        new Wrong(
            "condition that no event meets",
            Yaml.filter("${body.subject} == 'message' && ${body.action} == 'create'"),
            8,
            "no event can match"),
        new Wrong(
            "branch that says what one above says",
            Yaml.choice(
                "${body.database} == 7", "${body.collection} == 3", "${body.database} == 7"),
            15,
            "each event that could match here is taken by a `when` above; line 9 says the same."),
        new Wrong(
            "branch behind one that takes everything",
            Yaml.choice("${body.action} != 'test'", "${body.action} == 'open'"),
            12,
            "each event that could match here is taken by a `when` above"),
        new Wrong(
            "data in an address",
            Yaml.to("https://{{alert.to}}/?id=${body.id}"),
            8,
            "would let a message choose where it goes"),
        new Wrong(
            "data in a header that is a recipient",
            "- setHeader:\n    name: Bcc\n    simple: \"${body.fields[mail]}\"",
            9,
            "the header `Bcc` would let a message choose where it goes"),
        new Wrong(
            "data in a header of Camel",
            "- setHeaders:\n    headers:\n      - name: CamelHttpUri\n        expression:\n          header: url",
            11,
            "the header `CamelHttpUri` would let a message choose where it goes"),
        new Wrong(
            "name of a header from data",
            "- setHeader:\n    name: \"${body.fields[name]}\"\n    constant: x",
            8,
            "would come from a message"),
        new Wrong(
            "SQL from text",
            Yaml.to("sql:delete from t where name = '${body.fields[name]}'?dataSource=#crm"),
            8,
            "the query is put together from what a message says"),
        new Wrong(
            "SQL from a header",
            "- setHeader:\n    name: CamelSqlQuery\n    simple: \"delete from t where id = ${body.profile}\"",
            9,
            "`CamelSqlQuery` would be put together from what a message says"),
        new Wrong(
            "SQL from the body",
            Yaml.to("sql:x")
                + "    parameters:\n      useMessageBodyForSql: true\n      dataSource: '#crm'",
            10,
            "takes the query from the message"),
        new Wrong(
            "password in an option",
            Yaml.to("smtp:{{alert.to}}") + "    parameters:\n      password: hunter2",
            10,
            "the value of `password` stands here; keep it out of the file"),
        new Wrong(
            "password in an address",
            Yaml.to("https://robot:hunter2@{{alert.to}}"),
            8,
            "an address with user and password stands here"),
        new Wrong(
            "token in a header",
            "- setHeader:\n    name: Authorization\n    constant: Bearer abc",
            9,
            "the value of `Authorization` stands here"));
  }

  @BeforeEach
  void start() {
    folder = new LiveFolder(path);
    folder.settings.setProperty("alert.to", "somebody");
    folder.beans.registerSingleton("crm", new SimpleDriverDataSource());
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

  @ParameterizedTest
  @MethodSource("mistakes")
  void isSaidOnceWhateverFollowsFromIt(Wrong mistake) {
    folder.write("wrong", Yaml.route("wrong", mistake.steps())).load();

    assertThat(folder.problems("wrong")).hasSize(1);
  }

  private void assertSaid(Wrong mistake) {
    RouteFileProblem first = folder.problems("wrong").get(0);
    assertThat(first.text()).contains(mistake.text());
    assertThat(first.file()).isEqualTo(path.resolve("wrong.camel.yaml").toString());
    assertThat(first.line()).as(first.toString()).isEqualTo(mistake.line());
  }
}
