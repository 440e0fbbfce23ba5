package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.World;

/** A stranger who has one request and ten thousand keyIds, which are not signed. */
final class ManyNames {

  private static final int NAMES = 10_000;
  private static final int CALLERS = 80;

  /** The default of copernica.signature.dns-lookups; fewer than there are callers. */
  private static final int LOOKUPS = 64;

  /** Three tries of a second each, also by default. */
  private static final Duration LOOKUP = Duration.ofSeconds(3);

  private final World world;
  private final Witness witness;
  private final SentRequest request;
  private final AtomicInteger next = new AtomicInteger();

  ManyNames(World world, Witness witness, SentRequest request) {
    this.world = world;
    this.witness = witness;
    this.request = request;
  }

  /** While no name server answers, each question takes its whole time, and only so many run. */
  void askedForWhileDnsIsSilent() throws Exception {
    int before = world.dns.names();
    world.dns.isSilent();
    long start = System.nanoTime();
    try {
      sendAll();
    } finally {
      world.dns.answers();
    }
    long rounds = Duration.ofNanos(System.nanoTime() - start).dividedBy(LOOKUP) + 2;

    assertThat(next.get()).isGreaterThanOrEqualTo(NAMES);
    assertThat(world.dns.names() - before).isBetween(LOOKUPS, (int) (LOOKUPS * rounds));
  }

  private void sendAll() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        calls.add(callers.submit(this::sendSome));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private Void sendSome() throws IOException {
    for (int n = next.getAndIncrement(); n < NAMES; n = next.getAndIncrement()) {
      String named = request.header("Signature").replace("\"one.", "\"n" + n + ".");
      assertThat(witness.sent(request.withHeader("Signature", named)).status()).isIn(200, 503);
    }
    return null;
  }
}
