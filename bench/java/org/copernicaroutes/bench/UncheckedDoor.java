package org.copernicaroutes.bench;

import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.copernicaroutes.Application;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.signature.VerifiedRequest;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;

/**
 * The floor below the signature check: the whole application, with a route in the place of the
 * door's that stores whatever comes. It is here because no setting of the product can do that.
 */
final class UncheckedDoor {

  private static final long ACCOUNT = 1234;

  private UncheckedDoor() {}

  public static void main(String[] args) {
    SpringApplication.run(new Class<?>[] {Application.class, Route.class}, args);
  }

  static final class Route {

    private final AtomicLong count = new AtomicLong(System.nanoTime());

    @Bean
    RouteBuilder unchecked() {
      return new RouteBuilder() {
        @Override
        public void configure() {
          errorHandler(noErrorHandler());
          from("platform-http:{{copernica.callback.path}}").process(believe()).to("inbox:requests");
        }
      };
    }

    private Processor believe() {
      return exchange -> {
        CapturedRequest request = exchange.getMessage().getBody(CapturedRequest.class);
        exchange.getMessage().setBody(verified(request));
      };
    }

    private VerifiedRequest verified(CapturedRequest request) {
      return new VerifiedRequest(
          "0".repeat(48) + HexFormat.of().toHexDigits(count.incrementAndGet()),
          ACCOUNT,
          request.receivedAt().truncatedTo(ChronoUnit.SECONDS),
          true,
          request);
    }
  }
}
