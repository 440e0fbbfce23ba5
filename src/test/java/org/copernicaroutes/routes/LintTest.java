package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided before anything runs, and what is left alone because it cannot be. */
class LintTest {

  @TempDir Path path;
  private LiveFolder folder;

  @BeforeEach
  void start() {
    folder = new LiveFolder(path);
    folder.settings.setProperty("on", "false");
    folder.settings.setProperty("pass", "word");
  }

  @AfterEach
  void stop() {
    folder.close();
  }

  private List<String> problems(String steps) {
    RouteText text = new RouteText(Path.of("a.camel.yaml"), Yaml.route("a", steps));
    return folder.dryRun.of(text).problems().stream().map(RouteFileProblem::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'{{on}}' == 'true'",
        "${body.action} == 'open' && '{{on}}' == 'true'",
        "${body.database} == 7 && ${body.database} == 8",
        "${body.fields[name]} == 'x' || ${body.action} == 'create'",
        "${body.subject} in 'profile,message' && ${body.action} regex 'c.*'",
        "${body.fields[name]} == 'this && that'",
        "${body.collection} == null",
        "${body.action} == 'test' && ${body.origin} == 'callback'",
      })
  void aConditionThatSomeEventMayMeetIsLeftAlone(String condition) {
    assertThat(problems(Yaml.filter(condition))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${body.subject} == 'subprofile' && ${body.subject} == 'profile'",
        "${body.action} in 'open,click' && ${body.action} !in 'open,click' && '{{on}}' == 'true'",
        "${body.action} regex 'C.*'",
        // from left to right, as Camel reads it: the last part is asked of everything before
        "${body.database} == 7 || ${body.action} == 'open' && ${body.origin} contains 'x'",
      })
  void aConditionThatNoEventCanMeetIsNot(String condition) {
    assertThat(problems(Yaml.filter(condition)))
        .singleElement()
        .asString()
        .contains("a.camel.yaml:8 no event can match");
  }

  @Test
  void branchesThatOverlapAreLeftAlone() {
    String steps =
        Yaml.choice(
            "${body.action} == 'open' && ${body.database} == 7",
            "${body.action} == 'open'",
            "${body.subject} == 'message'");
    assertThat(problems(steps)).isEmpty();
  }

  @Test
  void aConditionInsideABranchIsAskedOnlyOfWhatComesThere() {
    String inner = Yaml.filter("${body.subject} == 'message'").indent(10);
    String steps =
        Yaml.choice("${body.action} == 'create'").replace("          - stop: {}\n", inner);
    assertThat(problems(steps))
        .singleElement()
        .asString()
        .startsWith("a.camel.yaml:12 no event that comes here can match");
  }

  @Test
  void behindAStepThatChangesTheBodyNothingIsDecided() {
    assertThat(problems(Yaml.answer("x") + Yaml.filter("${body.action} regex 'C.*'"))).isEmpty();
  }

  static Stream<String> harmless() {
    return Stream.of(
        Yaml.to(
                "sql:delete from t where id = :#${body.profile} and a in (:#in:${body.tags})?noop=true")
            .replace("${body.tags}", "${body.flags}"),
        Yaml.to("smtp:host?username=robot&password={{pass}}"),
        Yaml.to("https://robot:{{pass}}@host"),
        "- setHeader:\n    name: Authorization\n    simple: Bearer {{pass}}",
        "- setHeader:\n    name: CamelHttpMethod\n    constant: PUT",
        "- setHeader:\n    name: X-Event\n    simple: \"${body.id}\"",
        "- setVariable:\n    name: to\n    simple: \"${body.fields[mail]}\"",
        "- setHeader:\n    name: CamelFileName\n    simple: \"${date:now:yyyyMMdd}.json\"");
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void whatIsFixedOrASettingIsLeftAlone(String steps) {
    assertThat(problems(steps.replace("?noop=true", "?dataSource=#crm")))
        .noneMatch(problem -> problem.contains("message") || problem.contains("stands here"));
  }

  @Test
  void namesEveryMistakeOfAFileInOneRun() {
    String steps =
        Yaml.log("${body.actoin} ${body.porfile}")
            + Yaml.to("smtp:host?password=x&showAl=1")
            + Yaml.filter("${body.action} == 'udpate'");
    assertThat(problems(steps))
        .extracting(problem -> problem.replaceFirst(";.*", ""))
        .containsExactly(
            "a.camel.yaml:8 an event has no `actoin`",
            "a.camel.yaml:8 an event has no `porfile`",
            "a.camel.yaml:10 the value of `password` stands here",
            "a.camel.yaml:12 no event has the action `udpate`");
  }
}
