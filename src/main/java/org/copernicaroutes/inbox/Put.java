package org.copernicaroutes.inbox;

import java.util.concurrent.CompletableFuture;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.signature.VerifiedRequest;

/** A request that waits for its commit. */
record Put(VerifiedRequest request, CompletableFuture<Answer> answer) {

  static Put of(VerifiedRequest request) {
    return new Put(request, new CompletableFuture<>());
  }

  String id() {
    return request.id();
  }

  int bytes() {
    return request.request().body().length;
  }
}
