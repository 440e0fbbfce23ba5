package org.copernicaroutes.signature;

import org.copernicaroutes.callback.CapturedRequest;

/**
 * Whom the request was sent to, as Copernica saw it when it signed: what {@code (request-target)}
 * and {@code host} stand for.
 */
record AddressedTo(String target, String host) {

  /** As it reached us: nothing on the way changed host or path. */
  static AddressedTo asReceived(CapturedRequest request, HeaderFields headers) {
    return new AddressedTo(request.target(), headers.only("Host"));
  }
}
