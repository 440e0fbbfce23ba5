package org.copernicaroutes;

import java.time.Clock;
import org.copernicaroutes.routes.RoutesCheck;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the receiver: {@code java -jar copernica-routes.jar}; or runs one of its commands. */
@SpringBootApplication
public class Application {

  public static void main(String[] args) {
    switch (args.length == 0 ? "" : args[0]) {
      case "check" -> System.exit(RoutesCheck.run(Application.class, args, System.out, System.err));
      case "unpack" -> System.exit(Unpack.run(args, System.out, System.err));
      case Rehearsal.COMMAND -> System.exit(Rehearsal.run(args));
      default -> SpringApplication.run(Application.class, args);
    }
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
