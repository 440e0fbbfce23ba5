package org.copernicaroutes.routes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder of route files, read as a whole: names to texts, in the order of the names. */
record RouteFolder(Path path) {

  /** Nothing where the folder is absent or cannot be listed, which is not the same as empty. */
  Optional<Map<String, RouteText>> read() {
    try (Stream<Path> entries = Files.list(path)) {
      Map<String, RouteText> texts = new TreeMap<>();
      entries
          .filter(RouteFolder::isRouteFile)
          .forEach(file -> text(file).ifPresent(text -> texts.put(text.id(), text)));
      return Optional.of(texts);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Hidden names are editors' and config maps' own; a link to a file counts as the file. */
  private static boolean isRouteFile(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(RouteText.SUFFIX)
        && !name.startsWith(".")
        && name.length() > RouteText.SUFFIX.length()
        && Files.isRegularFile(file);
  }

  /** Nothing where it is vanishing just now: an editor renames, and the next look sees it. */
  private static Optional<RouteText> text(Path file) {
    try {
      return Optional.of(
          new RouteText(file, new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Files that look like route files but whose names end otherwise. */
  List<String> overlooked() {
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("[^.].*\\.ya?ml") && !name.endsWith(RouteText.SUFFIX))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
