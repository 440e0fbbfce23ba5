package org.copernicaroutes.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.callback.CapturedRequest.Header;

/**
 * A request as a message, and back: the exact bytes as the body, everything else as properties that
 * an operator can read; the headers as JSON pairs in their order.
 */
final class StoredRequest {

  /** By which the broker recognises a replay, also after a restart. */
  static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

  static final String RECEIVED_AT = "receivedAt";
  private static final String METHOD = "method";
  private static final String TARGET = "target";
  private static final String HEADERS = "headers";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<List<String>>> PAIRS = new TypeReference<>() {};

  private StoredRequest() {}

  /** All but the body; more may be added. */
  static Map<String, Object> properties(CapturedRequest request) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(RECEIVED_AT, request.receivedAt().toString());
    properties.put(METHOD, request.method());
    properties.put(TARGET, request.target());
    properties.put(HEADERS, pairs(request.headers()));
    return properties;
  }

  static CapturedRequest read(Taken taken) throws JsonProcessingException {
    Map<String, Object> properties = taken.properties();
    return new CapturedRequest(
        (String) properties.get(METHOD),
        (String) properties.get(TARGET),
        headers((String) properties.get(HEADERS)),
        (byte[]) taken.content(),
        Instant.parse((String) properties.get(RECEIVED_AT)));
  }

  static DeliveryFailure notOurs(String queue, Exception cause) {
    return DeliveryFailure.poison(
        "a message in "
            + queue
            + " is not a stored request. Only copernica-routes may send to that queue.",
        cause);
  }

  private static String pairs(List<Header> headers) {
    try {
      return JSON.writeValueAsString(
          headers.stream().map(h -> List.of(h.name(), h.value())).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Header> headers(String pairs) throws JsonProcessingException {
    return JSON.readValue(pairs, PAIRS).stream().map(p -> new Header(p.get(0), p.get(1))).toList();
  }
}
