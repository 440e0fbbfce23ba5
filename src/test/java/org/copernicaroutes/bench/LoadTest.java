package org.copernicaroutes.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers each third request 503. */
class LoadTest {

  private static final int REQUESTS = 60;

  private final AtomicInteger taken = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aClosedLoopSendsEachRequestOnceAndNotesTheIdsOfThoseThatWereStored() {
    Outcome outcome = Load.closed(server.getAddress().getPort(), requests());

    assertThat(taken).hasValue(REQUESTS);
    assertThat(outcome.ids()).hasSize(40).doesNotHaveDuplicates().contains(id(1), id(2), id(58));
    assertThat(outcome.refused()).isEqualTo(20);
    assertThatThrownBy(() -> outcome.requireAllStored("the door"))
        .hasMessage("the door answered 20 requests otherwise than 200");
  }

  @Test
  void anOpenLoopSendsNoRequestBeforeItIsDue() {
    Outcome outcome = Load.open(server.getAddress().getPort(), requests(), 100);

    assertThat(taken).hasValue(REQUESTS);
    assertThat(outcome.micros().getTotalCount()).isEqualTo(REQUESTS);
    assertThat(outcome.seconds()).isGreaterThan(0.3);
  }

  private static List<byte[]> requests() {
    String request = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n";
    return IntStream.range(0, REQUESTS)
        .mapToObj(i -> request.getBytes(StandardCharsets.US_ASCII))
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    int number = taken.incrementAndGet();
    byte[] body = ("{\"id\":\"" + id(number) + "\"}").getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(number % 3 == 0 ? 503 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String id(int number) {
    return "%064x".formatted(number);
  }
}
