package org.copernicaroutes.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.copernicaroutes.support.PackagedApp;

/** A real HTTP service that can be taken away, be busy, or hang. */
final class ForwardTarget implements AutoCloseable {

  private static final Pattern EVENT = Pattern.compile("\"id\":\"message-(\\d+)\"");

  private final Arrivals arrivals = new Arrivals();
  private final int port = PackagedApp.freePort();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile boolean busy;
  private HttpServer server;

  ForwardTarget() {
    giveBack();
  }

  String url() {
    return "http://127.0.0.1:" + port + "/hook";
  }

  Arrivals arrivals() {
    return arrivals;
  }

  /** From now on connections are refused. */
  void takeAway() {
    server.stop(0);
  }

  void giveBack() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.setExecutor(threads);
      server.createContext("/", this::receive);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on nothing is answered. */
  void hang() {
    gate = new CountDownLatch(1);
  }

  void wake() {
    gate.countDown();
  }

  /** Answers 503 while true. */
  void busy(boolean value) {
    busy = value;
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      gate.await();
      if (!busy) {
        long event = Long.parseLong(MailServer.first(EVENT, body));
        arrivals.add(event, exchange.getRequestHeaders().getFirst("webhook-id"));
      }
      exchange.sendResponseHeaders(busy ? 503 : 204, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    wake();
    server.stop(0);
    threads.shutdownNow();
  }
}
