package org.copernicaroutes.signature;

import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.callback.PublicUrl;

/**
 * Whom the request was sent to, as Copernica saw it when it signed: what {@code (request-target)}
 * and {@code host} stand for.
 */
record AddressedTo(String target, String host) {

  /** As it reached us: nothing on the way changed host or path. */
  static AddressedTo asReceived(CapturedRequest request, HeaderFields headers) {
    return new AddressedTo(request.target(), headers.only("Host"));
  }

  /** A proxy changed host or path; what the request says of them is the proxy's word. */
  static AddressedTo by(PublicUrl url, CapturedRequest request) {
    return new AddressedTo(url.target(request.target()), url.host());
  }
}
