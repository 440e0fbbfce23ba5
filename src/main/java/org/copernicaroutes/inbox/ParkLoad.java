package org.copernicaroutes.inbox;

/**
 * An amount of parked requests.
 *
 * @param requests all of them, {@code bytes} what they take up
 * @param strangers those among them whose key name was never good before
 */
record ParkLoad(long requests, long bytes, long strangers, long strangerBytes) {

  static final ParkLoad NONE = new ParkLoad(0, 0, 0, 0);

  /** One request. */
  static ParkLoad of(boolean nameSeen, long bytes) {
    return nameSeen ? new ParkLoad(1, bytes, 0, 0) : new ParkLoad(1, bytes, 1, bytes);
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
