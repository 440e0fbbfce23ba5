package org.copernicaroutes.callback;

import java.util.concurrent.atomic.AtomicLong;

/** So many bytes for the bodies of all requests together; who takes, gives back. */
final class ByteBudget {

  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  ByteBudget(long limit) {
    this.limit = limit;
  }

  /** All or nothing. */
  boolean take(long bytes) {
    boolean fits = taken.addAndGet(bytes) <= limit;
    if (!fits) {
      give(bytes);
    }
    return fits;
  }

  void give(long bytes) {
    taken.addAndGet(-bytes);
  }

  long taken() {
    return taken.get();
  }
}
