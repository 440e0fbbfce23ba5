package org.copernicaroutes.support;

/** A plain assertion: cheap enough to be held against millions of inputs, also under a fuzzer. */
public final class Promise {

  private Promise() {}

  public static void holds(boolean kept, String promise) {
    if (!kept) {
      throw new AssertionError("broken: " + promise);
    }
  }
}
