package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process that parks many letters, retries every other one, says which, and is killed. */
final class RetryVictim {

  static final int LETTERS = 4000;

  private RetryVictim() {}

  public static void main(String[] args) throws Exception {
    @SuppressWarnings("resource") // killed, never closed
    Bench bench = new Bench(Path.of(args[0]));
    List<Send> sends = new ArrayList<>();
    for (int i = 0; i < LETTERS; i++) {
      Map<String, Object> event = Map.of(Taken.EVENT_ID, "event" + i);
      sends.add(Send.now(Queues.dead("crm"), Taken.text("word").with(event)));
    }
    try (Connection connection = bench.broker.connect();
        Taking taking = new Taking(connection, Queues.INBOX)) {
      taking.commit(sends);
    }
    bench.letters.retry("crm", LetterFilter.all().also(RetryVictim::isEven));
  }

  private static boolean isEven(DeadLetter letter) {
    return String.valueOf(letter.eventId()).matches(".*[02468]");
  }
}
