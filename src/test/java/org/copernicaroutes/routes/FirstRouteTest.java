package org.copernicaroutes.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.copernicaroutes.Application;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Your first route in ten minutes" in routes/README.md, walked as it is written. */
class FirstRouteTest {

  private static final Pattern CHECKED =
      Pattern.compile(
          "```console\n\\$ java -jar copernica-routes.jar check\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  private String readme;
  private Path routes;
  private Path welcome;

  @Test
  void whatCheckSaysOnTheWayIsWhatTheReadmeSays() throws IOException {
    readme = Files.readString(Path.of("routes/README.md"));
    routes = Files.createDirectories(folder.resolve("routes"));
    Path settings = Files.createDirectories(folder.resolve("config")).resolve("application.yaml");
    Path router = routes.resolve("router.camel.yaml");
    welcome = routes.resolve("welcome.camel.yaml");
    copySamples();
    Files.copy(Path.of("config/application.yaml"), settings);
    List<String> said = CHECKED.matcher(readme).results().map(found -> found.group(1)).toList();

    Files.createFile(welcome);
    assertThat(wrong()).isEqualTo(said.get(0));

    Files.writeString(welcome, block("routes/welcome.camel.yaml"));
    assertThat(wrong()).isEqualTo(said.get(1));

    edit(welcome, "subjct", "subject");
    Files.writeString(settings, block("config/application.yaml"), StandardOpenOption.APPEND);
    assertThat(wrong()).isEqualTo(said.get(2));

    edit(router, "        - choice:\n", block("routes/router.camel.yaml") + "        - choice:\n");
    assertThat(wrong()).isEqualTo(said.get(3));

    edit(router, "destination:welcom\n", "destination:welcome\n");
    assertThat(check()).isEqualTo(said.get(4));
    assertThat(said).hasSize(5);

    edit(welcome, "body.profile", "body.porfile");
    assertThat(readme).contains("route.refused " + wrong().strip() + " The version");
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

  private String wrong() {
    return check()
        .lines()
        .filter(line -> !line.endsWith(" ok"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String check() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] command = {
      "check",
      routes.toString(),
      "--spring.config.additional-location=" + folder.resolve("config") + "/"
    };
    RoutesCheck.run(Application.class, command, new PrintStream(out, true, UTF_8), System.err);
    return out.toString(UTF_8).replace(folder + "/", "");
  }
}
