package org.copernicaroutes.inbox;

import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;

/**
 * A process that stores and routes, says what it has answered and what it routes, and waits to be
 * killed.
 */
final class Victim {

  static final int BATCH = 20;
  static final String ROUTED = "routed";

  private static final int THREADS = 16;
  private static final int LARGE_EVERY = 50;

  private Victim() {}

  public static void main(String[] args) throws Exception {
    @SuppressWarnings("resource") // killed, never closed
    Bench bench = new Bench(Path.of(args[0]));
    bench.routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("inbox:requests?batch=" + BATCH)
                .to("destination:one")
                .to("destination:two")
                .process(event -> System.out.println(ROUTED));
          }
        });
    for (int i = 0; i < THREADS; i++) {
      String name = "t" + i + "-";
      new Thread(() -> put(bench, name)).start();
    }
  }

  private static void put(Bench bench, String name) {
    for (int i = 0; ; i++) {
      String id = name + i;
      byte[] body = new byte[i % LARGE_EVERY == 0 ? 200_000 : 600];
      if (bench.writer.put(Arrival.of(Bench.request(id, body))).join().isStored()) {
        System.out.println("stored " + Bench.id(id));
      }
    }
  }
}
