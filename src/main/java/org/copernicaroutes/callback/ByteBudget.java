package org.copernicaroutes.callback;

import java.util.concurrent.atomic.AtomicLong;

/**
 * So many bytes for the bodies of all requests together; who takes, gives back.
 *
 * <p>A body may become as large as what is then left for all others, and no larger. So a few large
 * ones that never end leave room for many small ones, and those for smaller ones still: whoever
 * wants to shut out a small body has to keep as many of its size on the way as the budget holds.
 */
final class ByteBudget {

  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  ByteBudget(long limit) {
    this.limit = limit;
  }

  /**
   * All or nothing.
   *
   * @param whole how large the body becomes, these bytes included
   */
  boolean take(long bytes, long whole) {
    long before = taken.get();
    while (before + bytes + whole <= limit) {
      if (taken.compareAndSet(before, before + bytes)) {
        return true;
      }
      before = taken.get();
    }
    return false;
  }

  void give(long bytes) {
    taken.addAndGet(-bytes);
  }

  long taken() {
    return taken.get();
  }
}
