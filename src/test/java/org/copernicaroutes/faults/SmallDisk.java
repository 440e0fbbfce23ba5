package org.copernicaroutes.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real file system of few bytes that can be filled. To make one takes root. */
final class SmallDisk implements AutoCloseable {

  private static final int BLOCK = 64 * 1024;

  private final Path folder;
  private final Path ballast;

  SmallDisk(Path folder, int megabytes) {
    this.folder = folder;
    this.ballast = folder.resolve("ballast");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
  }

  Path folder() {
    return folder;
  }

  /** Fills it until no more than so many bytes are free; somebody else may take the last ones. */
  void leave(long bytes) {
    try (var out = Files.newOutputStream(ballast)) {
      while (isMoreFreeThan(bytes)) {
        out.write(new byte[BLOCK]);
      }
    } catch (IOException e) {
      if (isMoreFreeThan(bytes)) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private boolean isMoreFreeThan(long bytes) {
    return folder.toFile().getUsableSpace() - BLOCK >= bytes;
  }

  void tidy() {
    try {
      Files.delete(ballast);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    run("umount", "--lazy", folder.toString());
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "%s: %s. A small disk can be mounted by root, or by anybody in `unshare -rm mvn verify`."
                .formatted(String.join(" ", command), said.strip()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
