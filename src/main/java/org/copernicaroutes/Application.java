package org.copernicaroutes;

import java.time.Clock;
import org.copernicaroutes.routes.RoutesCheck;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the receiver: {@code java -jar copernica-routes.jar}. */
@SpringBootApplication
public class Application {

  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("check")) {
      System.exit(RoutesCheck.run(Application.class, args, System.out, System.err));
    }
    SpringApplication.run(Application.class, args);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
