package org.copernicaroutes.faults;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.copernicaroutes.faults.Ledger.End;
import org.copernicaroutes.faults.Ledger.Fate;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.jspecify.annotations.Nullable;

/**
 * Events at a steady rate over several connections, each for one of three destinations, and one in
 * twenty signed by a stranger. A connection that breaks is opened anew for the next event.
 */
final class Load {

  static final int COLLECTION = 21;

  private static final int CONNECTIONS = 8;
  private static final int ONE_FORGED_IN = 20;

  private final int port;
  private final Ledger ledger;
  private final String padding;
  private final ScheduledExecutorService senders = Executors.newScheduledThreadPool(CONNECTIONS);

  /**
   * @param padding bytes that each event carries along, for nobody
   * @param perSecond all connections together
   */
  Load(int port, Ledger ledger, int perSecond, int padding) {
    this.port = port;
    this.ledger = ledger;
    this.padding = "&padding=" + "x".repeat(padding);
    long pause = TimeUnit.SECONDS.toNanos(CONNECTIONS) / perSecond;
    for (int i = 0; i < CONNECTIONS; i++) {
      senders.scheduleAtFixedRate(
          new Sender(), pause * i / CONNECTIONS, pause, TimeUnit.NANOSECONDS);
    }
  }

  private final class Sender implements Runnable {

    private @Nullable DoorConnection connection;
    private int sent;

    @Override
    public void run() {
      try {
        if (connection == null) {
          connection = new DoorConnection(port);
        }
        if (++sent % ONE_FORGED_IN == 0) {
          sendForged();
        } else {
          sendValid();
        }
      } catch (IOException e) {
        // the door is gone: what was not answered is not promised
        connection = null;
      }
    }

    private void sendValid() throws IOException {
      long event = ledger.next(Fate.UNANSWERED);
      ledger.answered(event, send(request(event)));
    }

    private void sendForged() throws IOException {
      long event = ledger.next(Fate.FORGED);
      send(request(event).key(TestKey.TWO)); // 200 where it is kept unproven, see Ledger.Fate
    }

    private int send(SignedRequest request) throws IOException {
      DoorConnection.Reply reply = connection.send(DoorConnection.keptAlive(request.sent()));
      if (reply.head().contains("Connection: close")) {
        connection.close();
        connection = null;
      }
      return reply.status();
    }
  }

  private SignedRequest request(long event) {
    return SignedRequest.valid()
        .signedAt(Instant.now().truncatedTo(ChronoUnit.SECONDS))
        .body(body(event) + padding);
  }

  private static String body(long event) {
    return switch (End.of(event)) {
      case ROW ->
          "type=update&profile=%d&database=7&fields[name]=n%d&modified=2026-01-02+09:00:00"
              .formatted(event, event);
      case MAIL ->
          "type=update&subprofile=%d&profile=5&database=7&collection=%d&modified=2026-01-02+09:00:00"
              .formatted(event, COLLECTION);
      case FORWARD ->
          "type=click&id=message-%d&recipient=ann@example.org&ip=192.0.2.7&original=https://example.org/"
              .formatted(event);
    };
  }

  /** Returns when the last answer came, or its connection broke. */
  void stop() throws InterruptedException {
    senders.shutdown();
    if (!senders.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a request was neither answered nor broken off");
    }
  }
}
