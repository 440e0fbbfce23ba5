package org.copernicaroutes;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the receiver: {@code java -jar copernica-routes.jar}; or runs one of its commands. */
@SpringBootApplication
public class Application {

  public static void main(String[] args) {
    new Commands(System.out, System.err)
        .run(args)
        .ifPresentOrElse(System::exit, () -> SpringApplication.run(Application.class, args));
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
