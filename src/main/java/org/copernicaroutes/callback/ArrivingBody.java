package org.copernicaroutes.callback;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * A body while it arrives: never larger than what has come plus a modest step, whatever
 * Content-Length claims, and never larger than the limit plus one byte.
 */
final class ArrivingBody {

  static final int STEP = 8 * 1024;
  private static final byte[] EMPTY = {};

  private final ByteBudget budget;
  private final int limit;
  private final int end;
  private byte[] bytes = EMPTY;
  private int size;
  private boolean complete;

  /**
   * @param declared what Content-Length says, negative when it says nothing
   */
  ArrivingBody(ByteBudget budget, int limit, long declared) {
    this.budget = budget;
    this.limit = limit;
    this.end = declared < 0 ? limit + 1 : (int) Math.min(declared, limit + 1L);
  }

  /** Makes room for more; false when the budget has no more. */
  boolean makeRoom() {
    if (size < bytes.length) {
      return true;
    }
    int grown = nextCapacity();
    if (!budget.take(grown - bytes.length, grown)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, grown);
    return true;
  }

  private int nextCapacity() {
    return (int) Math.min(Math.max(end, size + 1), Math.max(STEP, 2L * size));
  }

  /** One non-blocking read into the room that there is. */
  void readFrom(ServletInputStream in) throws IOException {
    int read = in.read(bytes, size, bytes.length - size);
    size += Math.max(0, read);
  }

  boolean isTooLarge() {
    return size > limit;
  }

  boolean isComplete() {
    return complete;
  }

  /** All that came. Nothing may be read after that. */
  byte[] completed() {
    complete = true;
    bytes = size == bytes.length ? bytes : trimmed();
    return bytes;
  }

  private byte[] trimmed() {
    budget.give(bytes.length - size);
    return Arrays.copyOf(bytes, size);
  }

  /** Gives the budget back. */
  void release() {
    budget.give(bytes.length);
    bytes = EMPTY;
    size = 0;
  }
}
