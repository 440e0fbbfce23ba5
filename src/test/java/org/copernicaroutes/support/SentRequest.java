package org.copernicaroutes.support;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.callback.CapturedRequest.Header;

/**
 * A request as it is on the wire, after signing. Each {@code with} returns a copy that differs in
 * one thing.
 */
@SuppressWarnings("ArrayRecordComponent")
public record SentRequest(String method, String target, List<Header> headers, byte[] body) {

  public SentRequest withMethod(String value) {
    return new SentRequest(value, target, headers, body);
  }

  public SentRequest withTarget(String value) {
    return new SentRequest(method, value, headers, body);
  }

  /** Content-Length stays as it was. */
  public SentRequest withBody(String value) {
    return new SentRequest(method, target, headers, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Replaces all fields of that name by one, in the place of the first. */
  public SentRequest withHeader(String name, String value) {
    List<Header> changed = new ArrayList<>(without(name).headers);
    changed.add(Math.max(0, indexOf(name)), new Header(name, value));
    return new SentRequest(method, target, changed, body);
  }

  /** One more field, after all others. */
  public SentRequest withAnother(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new SentRequest(method, target, more, body);
  }

  public SentRequest without(String name) {
    List<Header> fewer = headers.stream().filter(h -> !h.name().equalsIgnoreCase(name)).toList();
    return new SentRequest(method, target, fewer, body);
  }

  /** The first value of that name. */
  public String header(String name) {
    return headers.get(indexOf(name)).value();
  }

  /** As the door would have captured it at that moment. */
  public CapturedRequest captured(Instant receivedAt) {
    return new CapturedRequest(method, target, headers, body, receivedAt);
  }

  /** All of it as HTTP/1.1, for a plain socket; the connection is to be closed afterwards. */
  public byte[] bytes() {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach(h -> head.append(h.name()).append(": ").append(h.value()).append("\r\n"));
    head.append("Connection: close\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(body);
    return all.toByteArray();
  }

  private int indexOf(String name) {
    for (int i = 0; i < headers.size(); i++) {
      if (headers.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }
}
