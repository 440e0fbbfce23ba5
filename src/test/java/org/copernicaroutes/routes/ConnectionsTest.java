package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

  private final List<Judged> files = new ArrayList<>();

  private ConnectionsTest file(String id, String from, String... to) throws Exception {
    StringBuilder steps = new StringBuilder(Yaml.log("x"));
    for (String uri : to) {
      steps.append(Yaml.to(uri));
    }
    RouteText text = text(id, Yaml.from(from, id, steps.toString()));
    RouteTree tree = RouteOutline.read(text);
    List<Address> sent = tree.allSteps().flatMap(s -> s.address().stream()).toList();
    files.add(new Judged(text, List.of(), Optional.of(tree.from()), sent));
    return this;
  }

  private static RouteText text(String id, String yaml) {
    return new RouteText(Path.of(id + RouteText.SUFFIX), yaml);
  }

  private List<String> looseEnds() {
    return new Connections(files).looseEnds().stream().map(RouteFileProblem::toString).toList();
  }

  @Test
  void aFolderWhereAllIsTakenAndFilledHasNone() throws Exception {
    file("router", "direct:router", "destination:a", "direct:b").file("a", "destination:a");
    file("b", "direct:b", "destination:a");
    assertThat(looseEnds()).isEmpty();
  }

  @Test
  void aNameNearToOneThatIsTakenIsAnError() throws Exception {
    file("router", "direct:router", "destination:crm-snyc")
        .file("crm-sync", "destination:crm-sync");
    assertThat(looseEnds())
        .containsExactly(
            "router.camel.yaml:10 no file takes from `destination:crm-snyc`; did you mean"
                + " `destination:crm-sync`?");
  }

  @Test
  void aDestinationThatNobodyTakesOrFillsIsAWarning() throws Exception {
    file("router", "direct:router", "destination:archive").file("letters", "destination:letters");
    assertThat(looseEnds())
        .containsExactly(
            "router.camel.yaml:10 warning: no file takes from `destination:archive`; events wait in"
                + " its queue until one begins with it.",
            "letters.camel.yaml:5 warning: no file sends to `destination:letters`; this route has"
                + " nothing to do.");
  }

  @Test
  void aDirectThatNobodyTakesIsAnErrorSinceItHasNoQueue() throws Exception {
    file("router", "direct:router", "direct:elsewhere");
    assertThat(looseEnds())
        .containsExactly(
            "router.camel.yaml:10 no file takes from `direct:elsewhere`; a direct: has no queue.");
  }

  @Test
  void aFileThatCannotBeReadCountsAsTakingByItsNameAndSendingAnywhere() throws Exception {
    file("router", "direct:router", "destination:broken").file("a", "destination:a");
    files.add(new Judged(text("broken", "?"), List.of(), Optional.empty(), List.of()));
    assertThat(looseEnds()).isEmpty();
  }

  @Test
  void aFileThatTakesFromWhatASettingNamesMayTakeFromAny() throws Exception {
    file("router", "direct:router", "destination:crm-snyc", "destination:b")
        .file("crm-sync", "destination:crm-sync");
    file("b", "destination:{{where}}");
    assertThat(looseEnds()).noneMatch(said -> said.contains("no file takes from"));
  }

  @Test
  void aFileThatCannotBeReadMayHaveTakenFromADirectOfItsName() throws Exception {
    file("router", "direct:router", "direct:broken");
    files.add(new Judged(text("broken", "?"), List.of(), Optional.empty(), List.of()));
    assertThat(looseEnds()).isEmpty();
  }

  @Test
  void aDestinationNamedBySettingMayBeAny() throws Exception {
    file("router", "direct:router", "destination:{{where}}").file("a", "destination:a");
    assertThat(looseEnds()).isEmpty();
  }

  @Test
  void withoutRouterEventsWait() throws Exception {
    file("a", "destination:a");
    assertThat(looseEnds())
        .containsExactly(
            "router.camel.yaml:1 warning: no such file is here; events wait in the inbox for it.");
  }
}
