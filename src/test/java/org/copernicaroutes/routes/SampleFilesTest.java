package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.copernicaroutes.Application;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.ExampleEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** The files in routes/: they run with the default settings, and they keep the house style. */
class SampleFilesTest {

  @TempDir Path empty;

  static List<RouteText> samples() {
    return List.copyOf(new RouteFolder(Path.of("routes")).read().orElseThrow().values());
  }

  /** These, and those of the cookbook. */
  static List<RouteText> written() {
    return Stream.concat(samples().stream(), CookbookFilesTest.files()).toList();
  }

  @Test
  void thereAreFour() {
    assertThat(samples())
        .extracting(RouteText::id)
        .containsExactly("crm-sync", "email-alert", "http-forward", "router");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void passesTheDryRunWithTheDefaultSettings(RouteText sample) {
    assertThat(problems(sample)).isEmpty();
  }

  static List<String> examples() throws IOException {
    String texts =
        Files.readString(Path.of("routes/README.md"))
            + Files.readString(Path.of("docs/crm-sync.md"));
    return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
        .matcher(texts)
        .results()
        .map(example -> example.group(1))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleOfTheDocumentsPassesTheDryRun(String steps) {
    assertThat(problems(new RouteText(Path.of("a.camel.yaml"), Yaml.route("a", steps)))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Mistake.class)
  void theDocumentExplainsEachCode(Mistake mistake) throws IOException {
    assertThat(Files.readString(Path.of("docs/route-files.md")))
        .contains("`" + mistake.code() + "`");
  }

  private static List<RouteFileProblem> problems(RouteText text) {
    try (var context = RoutesCheck.unstarted(Application.class).run()) {
      return context.getBean(DryRun.class).of(text).problems();
    }
  }

  @Test
  void theRouterSendsEachEventToTheDestinationThatWantsIt() throws IOException {
    Map<String, Set<String>> got = new LinkedHashMap<>();
    try (LiveFolder folder = new LiveFolder(empty)) {
      settings(
          folder,
          Map.of("alert.collection", "3", "forward.enabled", "true", "crm.databases", "7|9"));
      Files.copy(Path.of("routes/router.camel.yaml"), empty.resolve("router.camel.yaml"));
      for (String destination : List.of("crm-sync", "email-alert", "http-forward")) {
        folder.answering(destination, destination);
      }
      folder.load();
      assertThat(folder.files.status()).allMatch(RouteFileStatus::isRunning);
      for (Event event : List.copyOf(ExampleEvents.all().values())) {
        Object answer = folder.camel.createProducerTemplate().requestBody("direct:router", event);
        String where = answer instanceof String name ? name : "nowhere";
        got.computeIfAbsent(event.getAction(), s -> new TreeSet<>()).add(where);
      }
    }
    Set<String> changes = Set.of("crm-sync", "email-alert");
    assertThat(got.remove("create")).isEqualTo(changes);
    assertThat(got.remove("update")).isEqualTo(changes);
    assertThat(got.remove("delete")).isEqualTo(changes);
    assertThat(got.remove("test")).isEqualTo(Set.of("nowhere"));
    assertThat(got).hasSize(7).allSatisfy((a, to) -> assertThat(to).containsOnly("http-forward"));
  }

  @Test
  void byDefaultProfilesOfEveryDatabaseAndOfNoneGoToTheCrm() throws IOException {
    try (LiveFolder folder = new LiveFolder(empty)) {
      settings(folder, Map.of());
      Files.copy(Path.of("routes/router.camel.yaml"), empty.resolve("router.camel.yaml"));
      folder.answering("crm-sync", "crm-sync").load();
      Event known = List.copyOf(ExampleEvents.all().values()).get(0);
      Event unsaid =
          Event.of(
                  org.copernicaroutes.event.Action.UPDATE,
                  org.copernicaroutes.event.Subject.PROFILE,
                  org.copernicaroutes.event.Origin.CALLBACK,
                  known.getId(),
                  1,
                  known.getSignedAt(),
                  known.getReceivedAt())
              .profile(4L)
              .build();
      for (Event event : List.of(known, unsaid)) {
        assertThat(folder.camel.createProducerTemplate().requestBody("direct:router", event))
            .isEqualTo("crm-sync");
      }
    }
  }

  private static StandardEnvironment defaults() throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    new YamlPropertySourceLoader()
        .load("defaults", new FileSystemResource("config/application.yaml"))
        .forEach(environment.getPropertySources()::addLast);
    return environment;
  }

  private static void settings(LiveFolder folder, Map<String, String> overrides)
      throws IOException {
    StandardEnvironment defaults = defaults();
    for (String name : List.of("crm.databases", "alert.collection", "forward.enabled")) {
      folder.settings.setProperty(name, overrides.getOrDefault(name, defaults.getProperty(name)));
    }
  }

  @ParameterizedTest
  @MethodSource("written")
  void saysInASentenceWhatComesInWhatGoesOutAndWhatHappensOnFailure(RouteText sample)
      throws Exception {
    RouteTree tree = RouteOutline.read(sample);
    assertThat(tree.route().textOf("id")).contains(sample.id());
    assertThat(tree.route().textOf("description").orElse(""))
        .startsWith("Takes ")
        .containsIgnoringCase("wait")
        .endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("written")
  void isWrittenInCanonicalNotation(RouteText sample) throws Exception {
    RouteTree tree = RouteOutline.read(sample);
    List<String> shorthand = new ArrayList<>();
    tree.allSteps()
        .forEach(
            step -> {
              if (step.body().text() != null) {
                shorthand.add(step.kind());
              }
              step.fields(
                  (name, node) -> {
                    if (Set.of("simple", "constant").contains(name) && node.text() != null) {
                      shorthand.add(name);
                    }
                  });
              step.address()
                  .filter(a -> step.body().fields().get("uri").text().contains("?"))
                  .ifPresent(a -> shorthand.add(a.toString()));
            });
    assertThat(shorthand).isEmpty();
    assertThat(tree.from().toString())
        .isEqualTo(tree.route().fields().get("from").fields().get("uri").text());
  }

  @ParameterizedTest
  @MethodSource("written")
  void everyChoiceIsFlatAndHasAnOtherwise(RouteText sample) throws Exception {
    List<Step> choices =
        RouteOutline.read(sample).allSteps().filter(s -> s.kind().equals("choice")).toList();
    assertThat(choices).allMatch(choice -> choice.body().field("otherwise").isPresent());
    assertThat(choices)
        .allMatch(
            c ->
                c.children().stream().flatMap(Step::all).noneMatch(s -> s.kind().equals("choice")));
  }

  @ParameterizedTest
  @MethodSource("written")
  void namesNoHostAddressOrIdButBySetting(RouteText sample) {
    Stream<String> lines =
        Arrays.stream(sample.text().split("\n")).filter(line -> !line.contains("batch:"));
    assertThat(lines)
        .noneMatch(line -> line.matches(".*(://|[\\w.]+@[\\w.]+|\\blocalhost\\b).*"))
        .noneMatch(line -> line.matches(".*(==|!=) *'?\\d+.*"));
  }
}
