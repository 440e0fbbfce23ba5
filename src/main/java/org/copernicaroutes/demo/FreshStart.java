package org.copernicaroutes.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * Empties the demo's directory, so that each run starts fresh.
 *
 * <p>Only a directory that the demo made itself, which a marker file in it tells.
 */
record FreshStart(Path directory) {

  private static final String MARKER = "made-by-the-demo";

  void run() {
    try {
      if (mayBeEmptied()) {
        FileSystemUtils.deleteRecursively(directory);
        Files.createDirectories(directory);
        Files.createFile(directory.resolve(MARKER));
      } else {
        throw new DemoCannotStart(
            directory + " holds files that the demo did not make, and the demo would delete them.",
            "Move them away, or name another directory with --copernica.demo.directory=...");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The demo cannot empty its directory " + directory + ".", e);
    }
  }

  private boolean mayBeEmptied() throws IOException {
    return Files.notExists(directory) || Files.exists(directory.resolve(MARKER)) || isEmpty();
  }

  private boolean isEmpty() throws IOException {
    try (DirectoryStream<Path> content = Files.newDirectoryStream(directory)) {
      return !content.iterator().hasNext();
    }
  }
}
