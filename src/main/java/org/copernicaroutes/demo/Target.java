package org.copernicaroutes.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The HTTP service that events are forwarded to: on loopback, and it checks what it is sent. */
final class Target implements Onlooker, AutoCloseable {

  private static final int NO_CONTENT = 204;
  private static final int NO_BODY = -1;
  private static final int LONGEST_SHOWN = 160;

  private final Arrivals<String> arrivals = new Arrivals<>();
  private final StandardWebhooks check;
  private final HttpServer server;

  private Target(HttpServer server, StandardWebhooks check) {
    this.server = server;
    this.check = check;
  }

  /**
   * @param port 0: any free one
   */
  static Target start(int port, StandardWebhooks check) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      Target target = new Target(HttpServer.create(address, 0), check);
      target.server.createContext("/", target::receive);
      target.server.start();
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("The demo's HTTP target cannot use port " + port + ".", e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      arrivals.add(sentence(exchange, body));
      exchange.sendResponseHeaders(NO_CONTENT, NO_BODY);
    }
  }

  private String sentence(HttpExchange exchange, String body) {
    return "%s %s, %s: %s"
        .formatted(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            verdict(exchange, body),
            shortened(body));
  }

  private String verdict(HttpExchange exchange, String body) {
    String signatures = header(exchange, "webhook-signature");
    if (signatures.isEmpty()) {
      return "without a signature";
    }
    boolean verified =
        check.verifies(
            header(exchange, "webhook-id"),
            header(exchange, "webhook-timestamp"),
            body,
            signatures);
    return verified
        ? "its Standard Webhooks signature verifies"
        : "its Standard Webhooks signature DOES NOT verify";
  }

  private static String header(HttpExchange exchange, String name) {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
  }

  private static String shortened(String body) {
    return body.length() <= LONGEST_SHOWN ? body : body.substring(0, LONGEST_SHOWN) + " ...";
  }

  @Override
  public Name name() {
    return Name.TARGET;
  }

  @Override
  public void before(Act act) {
    // Every request is news, also a late one.
  }

  @Override
  public List<String> news() {
    return arrivals.take();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
