package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteRulesTest {

  private static List<String> problems(String yaml) throws RouteOutline.Unreadable {
    return problems("a", yaml);
  }

  private static List<String> problems(String id, String yaml) throws RouteOutline.Unreadable {
    RouteText text = new RouteText(Path.of("routes/" + id + ".camel.yaml"), yaml);
    Findings findings = new Findings(text);
    RouteRules.check(RouteOutline.read(text), findings);
    return findings.sorted().stream().map(RouteFileProblem::toString).toList();
  }

  private static List<String> from(String uri, String steps) throws RouteOutline.Unreadable {
    return problems(Yaml.from(uri, "a", steps));
  }

  @Test
  void theRouterSendsToDestinationsAndDirectOnly() throws Exception {
    assertThat(router("direct:router", Yaml.to("destination:crm") + Yaml.to("direct:other")))
        .isEmpty();
    assertThat(router("direct:router", Yaml.to("https://{{host}}")))
        .singleElement()
        .asString()
        .startsWith(
            "routes/router.camel.yaml:8 The router sends only to destination: and direct:, not to https:;");
  }

  private static List<String> router(String uri, String steps) throws RouteOutline.Unreadable {
    return problems("router", Yaml.from(uri, "router", steps));
  }

  @Test
  void theFileOfTheRouterTakesWhatTheInboxHandsOver() throws Exception {
    assertThat(router("destination:router", Yaml.to("destination:crm")))
        .containsExactly(
            "routes/router.camel.yaml:5 router.camel.yaml takes from destination:router, so nothing"
                + " would take from direct:router; there the events come in: begin with"
                + " `direct:router`.");
  }

  @Test
  void noOtherFileDoes() throws Exception {
    assertThat(from("direct:router", Yaml.to("destination:crm")))
        .containsExactly(
            "routes/a.camel.yaml:5 only router.camel.yaml takes from direct:router; begin with"
                + " `destination:a`.");
  }

  @Test
  void namesEveryMistakeOfAFile() throws Exception {
    String steps = Yaml.to("seda:x") + "- wireTap:\n    uri: direct:x\n" + "- setBodyy: {}\n";
    assertThat(problems(Yaml.route("a", steps).replace("id: a", "id: b")))
        .extracting(problem -> problem.split(" ")[0])
        .containsExactly(
            "routes/a.camel.yaml:2",
            "routes/a.camel.yaml:8",
            "routes/a.camel.yaml:9",
            "routes/a.camel.yaml:11");
  }

  @Test
  void eventsComeInByTheDoorAlone() throws Exception {
    assertThat(from("timer:tick", Yaml.to("log:x")))
        .singleElement()
        .asString()
        .contains(
            "a.camel.yaml:5 A route file takes from direct: (the router) or destination:, not from timer:;");
  }

  @Test
  void aBatchIsAcceptedWhereEachStepRollsBack() throws Exception {
    String steps =
        Yaml.to("sql:insert into t values (1)")
            + Yaml.to("kamelet:crm-sync-sink")
            + Yaml.log("x")
            + Yaml.answer("y");
    assertThat(from("destination:a?batch=100", steps)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"smtp:host", "https://host", "kamelet:email-alert-sink"})
  void aBatchIsRefusedWhereAStepCannotBeRolledBack(String uri) throws Exception {
    assertThat(from("destination:a?batch=2", Yaml.to(uri)))
        .singleElement()
        .asString()
        .contains("batch=2 runs many events in one transaction");
    assertThat(from("destination:a?batch=1", Yaml.to(uri))).isEmpty();
  }

  @Test
  void alertsMoveTogetherWhereNoOtherStepDoesWhatCannotBeRolledBack() throws Exception {
    String alert = Yaml.to("kamelet:email-alert-sink");
    assertThat(movesAlerts("destination:a", alert + Yaml.to("kamelet:crm-sync-sink"))).isTrue();
    assertThat(movesAlerts("destination:a", alert + Yaml.to("smtp:host"))).isFalse();
    assertThat(movesAlerts("destination:a", Yaml.to("kamelet:crm-sync-sink"))).isFalse();
    assertThat(movesAlerts("destination:a?batch=1", alert)).isFalse();
  }

  private static boolean movesAlerts(String from, String steps) throws RouteOutline.Unreadable {
    String yaml = Yaml.from(from, "a", steps);
    return RouteRules.movesAlerts(
        RouteOutline.read(new RouteText(Path.of("routes/a.camel.yaml"), yaml)));
  }

  @Test
  void aBatchAsParameterCountsToo() throws Exception {
    String yaml =
        Yaml.route("a", Yaml.to("smtp:host"))
            .replace("      steps:", "      parameters:\n        batch: 50\n      steps:");
    assertThat(problems(yaml)).singleElement().asString().contains("batch=50");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"errorHandler", "onException", "routeConfiguration", "beans", "restConfiguration"})
  void nothingStandsBesideTheRoute(String key) {
    String yaml = Yaml.route("a", Yaml.answer("x")) + "- " + key + ":\n    handled: true\n";
    assertThat(unreadable(yaml))
        .startsWith(
            "routes/a.camel.yaml:11 A route file holds one `route` and nothing else, but this is `"
                + key);
  }

  @Test
  void aRouteHasNoErrorHandlerOfItsOwn() {
    String yaml =
        Yaml.route("a", Yaml.answer("x"))
            .replace(
                "    from:",
                "    errorHandler:\n      deadLetterChannel:\n        deadLetterUri: log:x\n    from:");
    assertThat(unreadable(yaml))
        .isEqualTo(
            "routes/a.camel.yaml:4 `route` of a route file has no field `errorHandler`; retries and dead letters are the destination's.");
  }

  @Test
  void stepsBesideFromBelongBelowIt() {
    String yaml = Yaml.route("a", Yaml.answer("x")).replace("      steps:", "    steps:");
    assertThat(unreadable(yaml))
        .isEqualTo(
            "routes/a.camel.yaml:6 `route` of a route file has no field `steps`; it belongs below"
                + " `from`, two spaces further in.");
  }

  @Test
  void aFileIsNamedLikeARoute() {
    RouteText text = new RouteText(Path.of("routes/Big Name.camel.yaml"), Yaml.route("a", ""));
    assertThatThrownBy(() -> RouteOutline.read(text))
        .hasMessage(
            "routes/Big Name.camel.yaml:1 The file's name `Big Name` cannot be the id of a route;"
                + " rename it: letters, digits and . _ - only.");
  }

  @Test
  void aFileHoldsOneRoute() {
    String route = Yaml.route("a", Yaml.answer("x"));
    assertThat(unreadable(route + route)).contains(":11 A file holds one route");
  }

  @Test
  void aFieldStandsOnce() {
    String yaml = Yaml.route("a", Yaml.answer("x")).replace("    from:", "    id: b\n    from:");
    assertThat(unreadable(yaml))
        .startsWith("routes/a.camel.yaml:4 This is not YAML: `id` stands here a second time");
  }

  @Test
  void anAliasThatHoldsItselfIsAMistakeLikeAnyOther() {
    assertThat(unreadable("&a\n- route: *a\n")).contains("an alias holds itself");
  }

  private static String unreadable(String yaml) {
    try {
      problems(yaml);
      return "readable";
    } catch (RouteOutline.Unreadable e) {
      return e.problem().toString();
    }
  }
}
