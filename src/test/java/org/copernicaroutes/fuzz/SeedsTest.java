package org.copernicaroutes.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each input in the repository by itself: where to put one that a fuzzer has found. */
class SeedsTest {

  @TestFactory
  Stream<DynamicTest> keepsItsPromisesFor() {
    return Stream.of(Target.values()).flatMap(target -> seeds(target).map(f -> test(target, f)));
  }

  private static DynamicTest test(Target target, Path file) {
    return DynamicTest.dynamicTest(
        target.text() + "/" + file.getFileName(),
        file.toUri(),
        () -> target.test().of(Files.readAllBytes(file)));
  }

  private static Stream<Path> seeds(Target target) {
    try (Stream<Path> files = Files.list(target.seeds())) {
      return List.copyOf(files.sorted().toList()).stream();
    } catch (IOException e) {
      throw new IllegalStateException("no seeds in " + target.seeds(), e);
    }
  }
}
