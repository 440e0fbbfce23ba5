package org.copernicaroutes.signature;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.World;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The whole check of a request, and the part of it that hashes the body. */
@State(Scope.Benchmark)
public class SignatureRates {

  private static final int REQUESTS = 1000;

  private CheckedSignature checked;
  private List<CapturedRequest> requests;
  private int next;

  @Setup
  public void sign() {
    checked = new CheckedSignature();
    requests =
        IntStream.rangeClosed(1, REQUESTS)
            .mapToObj(i -> SignedRequest.valid().body(World.update(i, "Johanna " + i)).captured())
            .toList();
  }

  @TearDown
  public void close() {
    checked.close();
  }

  @Benchmark
  public CompletionStage<Verdict> verify() {
    return checked.check.check(request());
  }

  @Benchmark
  public CapturedRequest digest() {
    CapturedRequest request = request();
    Digest.requireMatch(request.values("Digest").get(0), request.body());
    return request;
  }

  private CapturedRequest request() {
    return requests.get(next++ % REQUESTS);
  }
}
