package org.copernicaroutes.inbox;

import java.util.concurrent.CompletableFuture;
import org.copernicaroutes.callback.Answer;

/** A request that waits for its commit. */
record Put(Arrival arrival, CompletableFuture<Answer> answer) {

  static Put of(Arrival arrival) {
    return new Put(arrival, new CompletableFuture<>());
  }

  String duplicateId() {
    return arrival.duplicateId();
  }

  Answer stored() {
    return Answer.stored(arrival.eventId());
  }

  int bytes() {
    return arrival.message().length();
  }
}
