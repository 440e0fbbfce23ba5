package org.copernicaroutes.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.signature.UnverifiedRequest;

/** An unverified request as a message of the park, and back. */
final class ParkedMessage {

  static final String KEY_NAME = "keyName";
  static final String FAMILIAR = "familiar";

  /** What the request takes up, so that it can be counted by its properties. */
  static final String SIZE = "size";

  private ParkedMessage() {}

  static Taken of(UnverifiedRequest unverified) {
    CapturedRequest request = unverified.request();
    Map<String, Object> properties = StoredRequest.properties(request);
    properties.put(StoredRequest.DUPLICATE_ID, unverified.repetitionId());
    properties.put(Taken.EVENT_ID, unverified.id());
    properties.put(KEY_NAME, unverified.keyName());
    properties.put(FAMILIAR, unverified.familiar());
    properties.put(SIZE, size(request));
    return new Taken(request.body(), properties, request.receivedAt());
  }

  /** Body and headers: a stranger may make either of them long. */
  private static long size(CapturedRequest request) {
    long headers =
        request.headers().stream().mapToLong(h -> h.name().length() + h.value().length()).sum();
    return request.body().length + headers + request.target().length();
  }

  /** One request, by what its message says of it. */
  static ParkLoad load(Taken parked) {
    return ParkLoad.of(
        Boolean.TRUE.equals(parked.properties().get(FAMILIAR)),
        parked.properties().get(SIZE) instanceof Long size ? size : 0);
  }

  /**
   * @throws DeliveryFailure poison, where the message is not one of ours
   */
  static CapturedRequest read(Taken taken) {
    try {
      return StoredRequest.read(taken);
    } catch (JsonProcessingException | RuntimeException e) {
      throw StoredRequest.notOurs(Queues.PARK, e);
    }
  }
}
