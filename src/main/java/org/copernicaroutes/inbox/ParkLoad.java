package org.copernicaroutes.inbox;

/**
 * An amount of parked requests.
 *
 * @param requests all of them, {@code bytes} what they take up
 * @param strangers those among them that are not familiar, see {@link
 *     org.copernicaroutes.signature.UnverifiedRequest}
 */
record ParkLoad(long requests, long bytes, long strangers, long strangerBytes) {

  static final ParkLoad NONE = new ParkLoad(0, 0, 0, 0);

  /** One request. */
  static ParkLoad of(boolean familiar, long bytes) {
    return familiar ? new ParkLoad(1, bytes, 0, 0) : new ParkLoad(1, bytes, 1, bytes);
  }

  ParkLoad plus(ParkLoad more) {
    return new ParkLoad(
        requests + more.requests,
        bytes + more.bytes,
        strangers + more.strangers,
        strangerBytes + more.strangerBytes);
  }

  ParkLoad minus(ParkLoad less) {
    return plus(new ParkLoad(-less.requests, -less.bytes, -less.strangers, -less.strangerBytes));
  }
}
