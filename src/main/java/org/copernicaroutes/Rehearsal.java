package org.copernicaroutes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertyResolver;

/**
 * One whole start, until the door answers and all routes run, and the stop. {@link Unpack} runs it
 * in a JVM that archives the classes that it loads.
 */
final class Rehearsal {

  static final String COMMAND = "rehearse";

  private static final int DONE = 0;
  private static final int NEVER_READY = 1;
  private static final int LOOKS = 600;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final PropertyResolver settings;

  private Rehearsal(PropertyResolver settings) {
    this.settings = settings;
  }

  /**
   * @param args {@value #COMMAND}, then settings as {@code --key=value}, among them ports
   * @return the exit code
   */
  static int run(String[] args) {
    String[] options = Arrays.copyOfRange(args, 1, args.length);
    try (ConfigurableApplicationContext app = SpringApplication.run(Application.class, options)) {
      return new Rehearsal(app.getEnvironment()).isReady() ? DONE : NEVER_READY;
    } catch (IOException e) {
      return NEVER_READY;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NEVER_READY;
    }
  }

  private boolean isReady() throws IOException, InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      if (status("management", "/actuator/health/readiness") == 200) {
        return status("server", "/") == 404;
      }
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    }
    return false;
  }

  private int status(String listener, String path) throws IOException, InterruptedException {
    String port = settings.getRequiredProperty("local." + listener + ".port");
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }
}
