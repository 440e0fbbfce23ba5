package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.copernicaroutes.Application;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;

/** "Your first route in ten minutes" in routes/README.md, walked as it is written. */
class FirstRouteTest {

  private static final Pattern CHECKED =
      Pattern.compile(
          "```console\n\\$ java -jar copernica-routes.jar check\n(.*?)```", Pattern.DOTALL);

  private static final String CHOICE = "        - choice:\n";

  @TempDir Path folder;

  private String readme;
  private Path routes;

  @Test
  void whatCheckSaysOnTheWayIsWhatTheReadmeSays() throws IOException {
    readme = Files.readString(Path.of("routes/README.md"));
    routes = Files.createDirectories(folder.resolve("routes"));
    Path router = routes.resolve("router.camel.yaml");
    Path welcome = routes.resolve("welcome.camel.yaml");
    copySamples();
    List<String> said = CHECKED.matcher(readme).results().map(found -> found.group(1)).toList();
    assertThat(said).hasSize(5);

    try (var context = RoutesCheck.unstarted(Application.class).run()) {
      Files.createFile(welcome);
      assertThat(wrong(context)).isEqualTo(said.get(0));

      Files.writeString(welcome, block("routes/welcome.camel.yaml"));
      assertThat(wrong(context)).isEqualTo(said.get(1));
    }
    try (var context = RoutesCheck.unstarted(Application.class).run(newSettings())) {
      edit(welcome, "subjct", "subject");
      assertThat(wrong(context)).isEqualTo(said.get(2));

      edit(router, CHOICE, block("routes/router.camel.yaml") + CHOICE);
      assertThat(wrong(context)).isEqualTo(said.get(3));

      edit(router, "destination:welcom\n", "destination:welcome\n");
      assertThat(check(context)).isEqualTo(said.get(4));

      edit(welcome, "body.profile", "body.porfile");
      assertThat(readme).contains("route.refused " + wrong(context).strip() + " The version");
    }
  }

  private void copySamples() throws IOException {
    try (Stream<Path> samples = Files.list(Path.of("routes"))) {
      for (Path sample : samples.filter(file -> file.toString().endsWith(".yaml")).toList()) {
        Files.copy(sample, routes.resolve(sample.getFileName()));
      }
    }
  }

  /** What is to be written into that file. */
  private String block(String file) {
    int start = readme.indexOf("```yaml " + file + "\n") + "```yaml \n".length() + file.length();
    return readme.substring(start, readme.indexOf("```", start));
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).containsOnlyOnce(from);
    Files.writeString(file, text.replace(from, to));
  }

  private String newSettings() throws IOException {
    Path file = folder.resolve("application.yaml");
    Files.writeString(file, block("config/application.yaml"));
    return "--spring.config.additional-location=" + file;
  }

  private String wrong(ApplicationContext context) {
    return check(context)
        .lines()
        .filter(line -> !line.endsWith(" ok"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String check(ApplicationContext context) {
    RoutesCheck check = new RoutesCheck(context.getBean(DryRun.class));
    return check.check(new RouteFolder(routes)).asText().replace(folder + "/", "") + "\n";
  }
}
