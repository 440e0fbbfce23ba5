package org.copernicaroutes.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A first look at the door: signed, durably acknowledged callbacks per second at 64 connections,
 * with draining off (no route files), the generator beside it on the same machine. Requests are
 * signed beforehand and never repeated.
 *
 * <p>{@code mvn verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=DoorBench}
 */
class DoorBench {

  private static final int CONNECTIONS = 64;
  private static final int WARM_UP = 40_000;
  private static final int MEASURED = 40_000;
  private static final int ROUNDS = 3;

  @TempDir Path folder;

  @Test
  void door() throws IOException {
    try (World world = new World(folder)) {
      withoutRoutes(world);
      world.app.start();
      report("warm-up", world, signed(0, WARM_UP));
      for (int round = 1; round <= ROUNDS; round++) {
        report("round " + round, world, signed(round * 1_000_000, MEASURED));
      }
    }
  }

  private static void report(String name, World world, List<byte[]> requests) throws IOException {
    ClosedLoop.Result result = new ClosedLoop(world.app.port(), CONNECTIONS, requests).run();
    System.out.println("door, draining off, " + name + ": " + result);
    assertThat(result.refused()).isZero();
  }

  /** Signing costs far more than checking: on all cores, before the clock starts. */
  private static List<byte[]> signed(int from, int count) {
    return IntStream.range(from, from + count)
        .parallel()
        .mapToObj(i -> World.request(World.update(i + 1, "n" + i)).sent())
        .map(DoorConnection::keptAlive)
        .toList();
  }

  private static void withoutRoutes(World world) throws IOException {
    try (var files = Files.newDirectoryStream(world.folder.resolve("routes"))) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
