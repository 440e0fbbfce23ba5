package org.copernicaroutes.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * An HTTP service that answers 200 after as many milliseconds as its path says, or never, and notes
 * what it has answered.
 */
final class Target implements AutoCloseable {

  private static final int ID_LENGTH = 64;

  /**
   * @param micros since the epoch
   */
  private record Answer(String event, long micros) {}

  private final List<Answer> answers = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final HttpServer server;

  Target() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/after/", this::answerLater);
    server.createContext("/never", exchange -> {});
    server.setExecutor(clock);
    server.start();
  }

  String after(int millis) {
    return url() + "/after/" + millis;
  }

  String never() {
    return url() + "/never";
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Nothing is held meanwhile but the connection. */
  private void answerLater(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    long millis = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    clock.schedule(() -> answer(exchange), millis, TimeUnit.MILLISECONDS);
  }

  private void answer(HttpExchange exchange) {
    String id = exchange.getRequestHeaders().getFirst("webhook-id").substring(0, ID_LENGTH);
    try (exchange) {
      exchange.sendResponseHeaders(200, -1);
      answers.add(new Answer(id, Memory.now()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Written written() {
    List<Answer> all = answers.stream().sorted(Comparator.comparing(Answer::micros)).toList();
    return new Written(
        all.stream().map(Answer::event).collect(Collectors.toSet()),
        all.stream().mapToLong(Answer::micros).toArray());
  }

  @Override
  public void close() {
    server.stop(0);
    clock.shutdownNow();
  }
}
