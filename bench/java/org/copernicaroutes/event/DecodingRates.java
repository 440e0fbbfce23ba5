package org.copernicaroutes.event;

import java.util.List;
import java.util.stream.IntStream;
import org.copernicaroutes.signature.VerifiedRequest;
import org.copernicaroutes.support.World;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the bytes of a form to an event. */
@State(Scope.Benchmark)
public class DecodingRates {

  private static final int REQUESTS = 1000;

  private final List<VerifiedRequest> requests =
      IntStream.rangeClosed(1, REQUESTS)
          .mapToObj(i -> Requests.form(World.update(i, "Johanna " + i)))
          .toList();
  private int next;

  @Benchmark
  public Event decode() {
    return Requests.DECODER.decode(requests.get(next++ % REQUESTS));
  }
}
