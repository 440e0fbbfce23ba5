package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ReloadTest {

  @TempDir Path parent;
  private Path path;
  private LiveFolder folder;

  @BeforeEach
  void start() throws IOException {
    path = Files.createDirectory(parent.resolve("routes"));
    folder = new LiveFolder(path);
  }

  @AfterEach
  void stop() {
    folder.close();
  }

  @Test
  void anEditTakesEffectAndTouchesNoOtherRoute() {
    folder.answering("a", "one").answering("b", "well").load();
    var untouched = folder.camel.getRoute("b");

    folder.answering("a", "two").look();

    assertThat(folder.ask("a")).isEqualTo("two");
    assertThat(folder.camel.getRoute("b")).isSameAs(untouched);
  }

  @Test
  void anEditIsLeftAloneUntilTwoLooksSawTheSame() {
    folder.answering("a", "one").load();

    folder.answering("a", "tw").files.refresh();
    folder.answering("a", "two").files.refresh();
    assertThat(folder.ask("a")).isEqualTo("one");

    folder.files.refresh();
    assertThat(folder.ask("a")).isEqualTo("two");
  }

  @Test
  void aHalfWrittenFileIsNotEvenComplainedOf() {
    folder.answering("a", "one").load();

    folder.write("a", "- route:\n    id: a\n    from: {uri: dest").files.refresh();

    assertThat(folder.problems("a")).isEmpty();
    assertThat(folder.ask("a")).isEqualTo("one");
  }

  @Test
  void aNewFileIsLoaded() {
    folder.load();
    folder.answering("a", "one").look();

    assertThat(folder.ask("a")).isEqualTo("one");
  }

  @Test
  void aBrokenFileThatIsPutRightRuns() {
    folder.write("a", "nonsense").load();
    assertThat(folder.status("a").isRunning()).isFalse();

    folder.answering("a", "one").look();

    assertThat(folder.ask("a")).isEqualTo("one");
    assertThat(folder.problems("a")).isEmpty();
  }

  @Test
  void aBrokenEditThatIsTakenBackLeavesNoComplaintAndNeverStoppedTheRoute() {
    folder.answering("a", "one").load();
    var route = folder.camel.getRoute("a");

    folder.write("a", "nonsense").look();
    assertThat(folder.problems("a")).hasSize(1);
    folder.answering("a", "one").look();

    assertThat(folder.problems("a")).isEmpty();
    assertThat(folder.camel.getRoute("a")).isSameAs(route);
  }

  @Test
  void aDeletedFileStopsItsRouteAlone() throws IOException {
    folder.answering("a", "one").answering("b", "well").load();
    folder.delete("a");
    folder.look();

    assertThat(folder.routeIds()).containsExactly("b");
    assertThat(folder.files.status())
        .extracting(RouteFileStatus::from)
        .containsExactly("destination:b");
    assertThatThrownBy(() -> folder.ask("a")).isInstanceOf(CamelExecutionException.class);
  }

  @Test
  void aFileThatIsGoneForOneLookOnlyWasBeingReplaced() throws IOException {
    folder.answering("a", "one").load();
    var route = folder.camel.getRoute("a");

    folder.delete("a");
    folder.files.refresh();
    folder.answering("a", "one").look();

    assertThat(folder.camel.getRoute("a")).isSameAs(route);
  }

  @Test
  void aFileThatIsRenamedIntoPlaceIsTakenOver() throws IOException {
    folder.answering("a", "one").load();
    Path temporary = Files.writeString(path.resolve(".a.swp"), Yaml.route("a", Yaml.answer("two")));
    Files.move(temporary, path.resolve("a.camel.yaml"), StandardCopyOption.REPLACE_EXISTING);
    folder.look();

    assertThat(folder.ask("a")).isEqualTo("two");
  }

  @Test
  void aRenamedFileWhoseRouteKeepsItsOldIdSaysSo() throws IOException {
    folder.answering("a", "one").load();
    Files.move(path.resolve("a.camel.yaml"), path.resolve("b.camel.yaml"));
    folder.look();

    assertThat(folder.problems("b").get(0).text())
        .isEqualTo("The id of the route is `a` but the file's name says `b`; make them equal.");
    assertThat(folder.problems("b").get(0).line()).isEqualTo(2);
    assertThat(folder.routeIds()).isEmpty();
  }

  @Test
  void aRenamedFileMayGoOnTakingFromTheSameQueue() throws IOException {
    folder.answering("a", "one").load();
    folder.delete("a");
    folder.write("b", Yaml.from("destination:a", "b", Yaml.answer("two")));
    folder.look();

    assertThat(folder.routeIds()).containsExactly("b");
    assertThat(folder.ask("a")).isEqualTo("two");
  }

  @Test
  void aConfigMapIsSwappedAsAWholeByItsLink() throws IOException {
    Path first = Files.createDirectory(path.resolve("..1"));
    Path second = Files.createDirectory(path.resolve("..2"));
    Files.writeString(first.resolve("a.camel.yaml"), Yaml.route("a", Yaml.answer("one")));
    Files.writeString(second.resolve("a.camel.yaml"), Yaml.route("a", Yaml.answer("two")));
    Files.createSymbolicLink(path.resolve("..data"), first);
    Files.createSymbolicLink(path.resolve("a.camel.yaml"), Path.of("..data/a.camel.yaml"));
    folder.load();
    assertThat(folder.ask("a")).isEqualTo("one");

    Files.createSymbolicLink(path.resolve("..new"), second);
    Files.move(path.resolve("..new"), path.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    folder.look();

    assertThat(folder.ask("a")).isEqualTo("two");
  }

  @Test
  void aFolderThatVanishesStopsNothing() throws IOException {
    folder.answering("a", "one").load();
    Files.move(path, parent.resolve("elsewhere"));
    folder.look();

    assertThat(folder.ask("a")).isEqualTo("one");
  }

  @Test
  void aMissingFolderIsNoReasonNotToStart() throws IOException {
    Files.delete(path);
    folder.load();
    assertThat(folder.files.status()).isEmpty();

    Files.createDirectory(path);
    folder.answering("a", "one").look();
    assertThat(folder.ask("a")).isEqualTo("one");
  }

  @Test
  void twoFilesMayNotTakeFromTheSameQueue() {
    folder
        .answering("a", "one")
        .write("b", Yaml.from("destination:a", "b", Yaml.answer("two")))
        .load();

    assertThat(folder.ask("a")).isEqualTo("one");
    assertThat(folder.problems("b").get(0).message()).contains("takes from destination:a, as ");
  }

  @Test
  void aRouteWithoutIdHasTheNameOfItsFile() {
    folder.write("a", Yaml.route("a", Yaml.answer("one")).replace("    id: a\n", "")).load();

    assertThat(folder.routeIds()).containsExactly("a");
  }

  @Test
  void anEditedParameterOfAKameletTakesEffectAndTheOldInstanceIsGone() {
    folder.write("a", Yaml.route("a", Yaml.note("one"))).load();
    assertThat(folder.ask("a")).isEqualTo("one / none");
    int routes = folder.routeIds().size();
    int endpoints = folder.endpoints().size();

    for (String text : new String[] {"two", "three", "four"}) {
      folder.write("a", Yaml.route("a", Yaml.note(text))).look();
      assertThat(folder.ask("a")).isEqualTo(text + " / none");
    }
    assertThat(folder.routeIds()).hasSize(routes);
    assertThat(folder.endpoints()).hasSize(endpoints);
  }

  @Test
  void aDeletedRouteTakesItsKameletsWithIt() throws IOException {
    folder.load();
    var endpoints = folder.endpoints();
    folder.write("a", Yaml.route("a", Yaml.note("one") + Yaml.note("two"))).look();
    assertThat(folder.routeIds()).hasSize(3);

    folder.delete("a");
    folder.look();

    assertThat(folder.routeIds()).isEmpty();
    assertThat(folder.camel.getRouteDefinitions()).isEmpty();
    assertThat(folder.endpoints()).isEqualTo(endpoints);
  }

  @Test
  void twoFilesWithEqualKameletStepsDoNotShareThem() throws IOException {
    folder
        .write("a", Yaml.route("a", Yaml.note("one")))
        .write("b", Yaml.route("b", Yaml.note("one")))
        .load();
    folder.delete("a");
    folder.look();

    assertThat(folder.ask("b")).isEqualTo("one / none");
  }

  @Test
  void aKameletInsideABranchIsReplacedToo() {
    String branch = "- filter:\n    simple: \"${body.action} == 'create'\"\n    steps:\n";
    folder.write("a", Yaml.route("a", branch + Yaml.note("one").indent(6))).load();
    assertThat(folder.ask("a")).isEqualTo("one / none");

    folder.write("a", Yaml.route("a", branch + Yaml.note("two").indent(6))).look();

    assertThat(folder.ask("a")).isEqualTo("two / none");
    assertThat(folder.routeIds()).hasSize(2);
  }

  @Test
  void everyCharacterOfAParameterAndOfASettingSurvives() {
    String odd = "a+b & c%20 #d? e=f {x}";
    folder.settings.setProperty("odd.text", odd);
    folder
        .write("a", Yaml.route("a", Yaml.note("{{odd.text}}")))
        .write("b", Yaml.route("b", Yaml.note(odd)))
        .load();

    assertThat(folder.ask("a")).isEqualTo(odd + " / none");
    assertThat(folder.ask("b")).isEqualTo(odd + " / none");
  }

  @Test
  void theSubjectOfAKameletReadsTheEvent() {
    folder
        .write("a", Yaml.route("a", Yaml.note("x") + "      subject: \"${body.action}!\""))
        .load();

    assertThat(folder.ask("a")).isEqualTo("x / create!");
  }

  @Test
  void whatPassesTheDryRunButDoesNotStartLeavesTheOldVersionRunning() throws Exception {
    folder.camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("destination:taken").routeId("taken").setBody(constant("theirs"));
          }
        });
    folder.write("a", Yaml.route("a", Yaml.note("one"))).load();

    folder.write("a", Yaml.from("destination:taken", "a", Yaml.note("two"))).look();

    assertThat(folder.problems("a").get(0).message())
        .startsWith("passed the dry run but did not start");
    assertThat(folder.ask("a")).isEqualTo("one / none");
    assertThat(folder.ask("taken")).isEqualTo("theirs");
    assertThat(folder.routeIds()).hasSize(3);
  }

  @Test
  void aFailureReachesTheQueueAndIsLoggedByNobodyElse() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger camel = (Logger) LoggerFactory.getLogger("org.apache.camel");
    camel.addAppender(lines);
    String failing =
        """
        - throwException:
            exceptionType: java.lang.IllegalStateException
            message: wrong
        """;
    try {
      folder.write("a", Yaml.route("a", failing)).load();

      assertThatThrownBy(() -> folder.ask("a")).hasRootCauseMessage("wrong");
      assertThat(lines.list).noneMatch(l -> l.getLevel().isGreaterOrEqual(Level.WARN));
    } finally {
      camel.detachAppender(lines);
    }
  }
}
