package org.copernicaroutes.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.copernicaroutes.Application;
import org.copernicaroutes.support.UtcClock;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The application with a clock that a file in its working directory puts wrong. */
public final class SteppedApplication {

  private static final Path OFFSET = Path.of("clock-offset");

  public static void main(String[] args) {
    new SpringApplication(Application.class, Clocks.class).run(args);
  }

  /** From now on the clock of the process in that folder is wrong by so much. */
  static void step(Path folder, Duration offset) {
    try {
      Path next = Files.writeString(folder.resolve("clock-offset.next"), offset.toString());
      Files.move(next, folder.resolve(OFFSET), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static final class Clocks {

    @Bean
    @Primary
    Clock stepped() {
      return new Stepped();
    }
  }

  private static final class Stepped extends UtcClock {

    @Override
    public Instant instant() {
      try {
        return Instant.now().plus(Duration.parse(Files.readString(OFFSET)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private SteppedApplication() {}
}
