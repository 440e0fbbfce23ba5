package org.copernicaroutes.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.copernicaroutes.Application;
import org.copernicaroutes.support.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  @ParameterizedTest
  @MethodSource("recipes")
  void checkHasNothingToSayWithTheSettingsOfTheRecipe(Path recipe) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] command = {
      "check",
      recipe.resolve("routes").toString(),
      "--spring.config.additional-location=" + recipe.resolve("config") + "/"
    };
    int code =
        RoutesCheck.run(Application.class, command, new PrintStream(out, true, UTF_8), System.err);

    assertThat(out.toString(UTF_8).lines()).isNotEmpty().allMatch(line -> line.endsWith(" ok"));
    assertThat(code).isZero();
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
