package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What becomes of an edit that fits, or does not fit, to the other files. */
class FolderReloadTest {

  private static final String NEAR =
      "no file takes from `destination:crm-snyc`; did you mean `destination:crm-sync`?";

  @TempDir Path path;
  private LiveFolder folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(RouteFiles.class);

  @BeforeEach
  void start() {
    folder = new LiveFolder(path);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    folder.close();
  }

  private LiveFolder routerTo(String destination) {
    return folder.write("router", Yaml.from("direct:router", "router", Yaml.to(destination)));
  }

  private LiveFolder answering(String id) {
    return folder.answering(id, id);
  }

  private String route() {
    return folder.camel.createProducerTemplate().requestBody("direct:router", "", String.class);
  }

  private List<String> problemsOfTheRouter() {
    return folder.problems("router").stream().map(RouteFileProblem::text).toList();
  }

  private List<String> said(String event) {
    return log.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.startsWith(event))
        .toList();
  }

  @Test
  void aRouterThatMisspellsADestinationIsRefusedAndTheLastGoodOneKeepsRunning() {
    answering("crm-sync");
    routerTo("destination:crm-sync").load();

    routerTo("destination:crm-snyc").look();

    assertThat(problemsOfTheRouter()).containsExactly(NEAR);
    assertThat(route()).isEqualTo("crm-sync");
    assertThat(said("route.refused")).hasSize(1);
    assertThat(said("route.unconnected")).isEmpty();
  }

  @Test
  void aRouterThatMisspellsADestinationAtStartUpDoesNotRunUntilItIsPutRight() {
    answering("crm-sync");
    routerTo("destination:crm-snyc").load();
    assertThat(folder.status("router").isRunning()).isFalse();
    assertThat(problemsOfTheRouter()).containsExactly(NEAR);
    assertThat(said("route.unconnected")).isEmpty();

    routerTo("destination:crm-sync").look();

    assertThat(route()).isEqualTo("crm-sync");
  }

  @Test
  void aRefusedRouterGoesLiveByItselfOnceAFileTakesFromThere() {
    answering("crm-sync");
    routerTo("destination:crm-sync").load();
    routerTo("destination:crm-snyc").look();

    answering("crm-snyc").look();

    assertThat(problemsOfTheRouter()).isEmpty();
    assertThat(route()).isEqualTo("crm-snyc");
  }

  @Test
  void anotherFileThatDoesNotHelpRepeatsNoComplaint() {
    answering("crm-sync");
    routerTo("destination:crm-snyc").load();

    answering("letters").look();

    assertThat(problemsOfTheRouter()).containsExactly(NEAR);
    assertThat(said("route.refused")).hasSize(1);
  }

  @Test
  void routerAndDestinationMayBeSavedTogether() {
    answering("crm-sync");
    routerTo("destination:crm-sync").load();

    answering("crm-sync2");
    routerTo("destination:crm-sync2").look();

    assertThat(route()).isEqualTo("crm-sync2");
    assertThat(said("route.refused")).isEmpty();
  }

  @Test
  void aDestinationThatIsStillBeingSavedCountsAlready() {
    answering("crm-sync");
    routerTo("destination:crm-sync").load();

    routerTo("destination:crm-sync2").files.refresh();
    answering("crm-sync2").look();

    assertThat(route()).isEqualTo("crm-sync2");
    assertThat(said("route.refused")).isEmpty();
  }

  @Test
  void aRouterMayBeSavedBeforeADestinationWhoseNameIsNearNoOther() {
    answering("crm-sync");
    routerTo("destination:crm-sync").load();

    routerTo("destination:archive").look();
    assertThat(problemsOfTheRouter()).isEmpty();
    answering("archive").look();

    assertThat(route()).isEqualTo("archive");
  }

  @Test
  void aRenamedDestinationIsFollowedByTheRouterInOneSave() throws IOException {
    answering("crm-sync");
    routerTo("destination:crm-sync").load();

    folder.delete("crm-sync");
    answering("crm-sync2");
    routerTo("destination:crm-sync2").look();

    assertThat(route()).isEqualTo("crm-sync2");
    assertThat(said("route.refused")).isEmpty();
  }

  @Test
  void aRouterWhoseDestinationIsRenamedBehindItKeepsRunningAndIsWarnedOf() throws IOException {
    answering("crm-snyc");
    routerTo("destination:crm-snyc").load();

    Files.delete(path.resolve("crm-snyc.camel.yaml"));
    answering("crm-sync").look();

    assertThat(folder.status("router").isRunning()).isTrue();
    assertThat(problemsOfTheRouter()).isEmpty();
    assertThat(said("route.unconnected")).singleElement().asString().endsWith(NEAR);
  }

  @Test
  void twoFilesThatSwapTheirQueuesOneAfterTheOtherGoLiveInOneSave() {
    folder.write("a", Yaml.from("destination:one", "a", Yaml.answer("a")));
    folder.write("b", Yaml.from("destination:two", "b", Yaml.answer("b"))).load();

    folder.write("a", Yaml.from("destination:two", "a", Yaml.answer("a")));
    folder.write("b", Yaml.from("destination:three", "b", Yaml.answer("b"))).look();

    assertThat(folder.ask("two")).isEqualTo("a");
    assertThat(folder.ask("three")).isEqualTo("b");
    assertThat(said("route.refused")).isEmpty();
  }

  @Test
  void aQueueThatIsFreeAgainGoesToTheFileThatWasRefusedForIt() throws IOException {
    folder.write("a", Yaml.from("destination:one", "a", Yaml.answer("a")));
    folder.write("b", Yaml.from("destination:one", "b", Yaml.answer("b"))).load();

    folder.delete("a");
    folder.look();

    assertThat(folder.ask("one")).isEqualTo("b");
  }

  @Test
  void aDestinationWhoseEditIsRefusedStillTakesWithItsLastGoodVersion() {
    folder.write("letters", Yaml.from("destination:post", "letters", Yaml.answer("well")));
    routerTo("destination:post").load();

    folder.write("letters", "nonsense").look();

    assertThat(folder.problems("letters")).hasSize(1);
    assertThat(said("route.unconnected")).isEmpty();
    assertThat(route()).isEqualTo("well");
  }

  @Test
  void aFileWhoseNameEndsOtherwiseIsSaidToBeOverlookedOnceAlsoWhileRunning() throws IOException {
    answering("crm-sync").load();
    Path file = Files.createFile(path.resolve("welcome.camel.yml"));
    folder.look();

    assertThat(said("route.overlooked"))
        .containsExactly(
            "route.overlooked "
                + file
                + " is not loaded: the names of route files end in"
                + " .camel.yaml");
  }

  @Test
  void aNameThatNoQueueMayHaveIsRefusedByTheDryRun() {
    folder.write("a", Yaml.from("destination:Big_Name", "a", Yaml.answer("x"))).load();

    assertThat(folder.problems("a"))
        .singleElement()
        .asString()
        .contains(":5 `Big_Name` is no name");
  }

  @Test
  void aSettingThatNoFileAsksForAndIsNearToOneThatIsNotSetIsWarnedOf() {
    folder.settings.setProperty("alert.colection", "3");
    folder.settings.setProperty("alert.to", "x");
    String log = Yaml.log("{{alert.collection:}} {{?alert.cc}} {{alert.database:7}}");
    folder.write("a", Yaml.route("a", log)).load();

    assertThat(said("setting.unasked"))
        .singleElement()
        .asString()
        .endsWith(
            "a.camel.yaml:8 {{alert.collection}} is not set, and no file asks for the setting"
                + " `alert.colection`; if they are one, make their names equal.");
  }

  @Test
  void aSettingThatAnotherFileAsksForIsNotTakenForAMisspeltOne() {
    folder.settings.setProperty("alert.collection2", "3");
    folder.write("a", Yaml.route("a", Yaml.log("{{alert.collection:}}")));
    folder.write("b", Yaml.route("b", Yaml.log("{{alert.collection2}}"))).load();

    assertThat(said("setting.unasked")).isEmpty();
  }

  @Test
  void aRouterThatCannotBeReadIsNotSaidToBeMissing() {
    answering("crm-sync").write("router", "nonsense").load();

    assertThat(said("route.unconnected")).isEmpty();
  }
}
