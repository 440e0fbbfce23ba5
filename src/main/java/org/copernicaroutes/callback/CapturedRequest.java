package org.copernicaroutes.callback;

import java.time.Instant;
import java.util.List;

/**
 * A request exactly as it came off the wire.
 *
 * <p>{@code target} is the raw request target, path and query, with its percent-encoding untouched.
 * {@code headers} keep duplicates; fields of one name are in order of arrival. {@code body} is
 * never copied: whoever changes it breaks the signature.
 *
 * @param receivedAt when the last byte had come
 */
@SuppressWarnings("ArrayRecordComponent")
public record CapturedRequest(
    String method, String target, List<Header> headers, byte[] body, Instant receivedAt) {

  /** One header field as received; the case of the name is whatever the server left of it. */
  public record Header(String name, String value) {}

  public CapturedRequest {
    headers = List.copyOf(headers);
  }

  /** The values of all fields of that name, in any case, in order of arrival. */
  public List<String> values(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  /** Method and target only: headers and body are somebody's data. */
  @Override
  public String toString() {
    return method + " " + target + ", " + body.length + " bytes";
  }
}
