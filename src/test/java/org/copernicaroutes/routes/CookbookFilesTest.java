package org.copernicaroutes.routes;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.copernicaroutes.Application;
import org.copernicaroutes.support.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of docs/cookbook, before anything runs. What they do is CookbookTest's. */
class CookbookFilesTest {

  static List<Path> recipes() {
    try (Stream<Path> entries = Files.list(Recipe.BOOK)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All route files of all recipes. */
  static Stream<RouteText> files() {
    return recipes().stream()
        .flatMap(r -> new RouteFolder(r.resolve("routes")).read().orElseThrow().values().stream());
  }

  /** With the settings of all recipes, appended one after the other as the book says. */
  @Test
  void checkHasNothingToSayOfAnyRecipe(@TempDir Path config) throws IOException {
    Path file = Files.copy(Path.of("config/application.yaml"), config.resolve("application.yaml"));
    for (Path recipe : recipes()) {
      Files.write(file, Files.readAllBytes(recipe.resolve("config/application.yaml")), APPEND);
    }
    try (var context =
        RoutesCheck.unstarted(Application.class).run("--spring.config.location=" + config + "/")) {
      RoutesCheck check = new RoutesCheck(context.getBean(DryRun.class));

      assertThat(context.getEnvironment().getProperty("spring.datasource.url"))
          .isEqualTo("jdbc:postgresql://localhost:5432/crm");
      assertThat(recipes())
          .hasSize(8)
          .allSatisfy(
              recipe ->
                  assertThat(
                          check.check(new RouteFolder(recipe.resolve("routes"))).asText().lines())
                      .isNotEmpty()
                      .allMatch(line -> line.endsWith(" ok")));
    }
  }

  @Test
  void theBookTellsOfEachFile() throws IOException {
    String book = Files.readString(Recipe.BOOK.resolve("README.md"));
    for (Path recipe : recipes()) {
      try (Stream<Path> all = Files.walk(recipe)) {
        assertThat(all.filter(Files::isRegularFile).map(Recipe.BOOK::relativize))
            .allSatisfy(file -> assertThat(book).contains("](" + file + ")"));
      }
    }
  }
}
