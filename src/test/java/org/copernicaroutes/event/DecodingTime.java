package org.copernicaroutes.event;

import java.time.Duration;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.signature.VerifiedRequest;

/**
 * Prints what the worst bodies cost in milliseconds, for bodies that double in length: a column
 * that more than doubles is not linear. Run its main method; it measures and asserts nothing.
 */
public final class DecodingTime {

  private static final int FIRST = 1_000_000;
  private static final int LAST = 8_000_000;
  private static final int RUNS = 5;

  private final EventDecoder decoder = Requests.decoder(new Limits(4000, 64, 2L * LAST));

  private DecodingTime() {}

  public static void main(String[] args) {
    DecodingTime time = new DecodingTime();
    System.out.printf("%-40s %8s %8s %8s %8s%n", "best of 5, ms", "1 MB", "2 MB", "4 MB", "8 MB");
    HostileBodies.all().forEach(time::print);
  }

  private void print(String name, HostileBodies.Kind kind) {
    System.out.printf("%-40s", name);
    for (int length = FIRST; length <= LAST; length *= 2) {
      System.out.printf(" %8.1f", best(kind.request(length)).toNanos() / 1e6);
    }
    System.out.println();
  }

  private Duration best(VerifiedRequest request) {
    Duration best = Duration.ofDays(1);
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      decode(request);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      best = took.compareTo(best) < 0 ? took : best;
    }
    return best;
  }

  private void decode(VerifiedRequest request) {
    try {
      decoder.decode(request);
    } catch (DeliveryFailure unreadable) {
      // to refuse costs as well
    }
  }
}
