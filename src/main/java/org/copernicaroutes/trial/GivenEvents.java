package org.copernicaroutes.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.callback.CapturedRequest.Header;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.EventDecoder;
import org.copernicaroutes.event.EventJson;
import org.copernicaroutes.signature.VerifiedRequest;

/**
 * Makes an event of what is given to a trial: by the receiver's decoder of a body as Copernica
 * sends it, or of the event's documented JSON, as it stands in a dead letter.
 *
 * @param account that the event is to be of
 */
record GivenEvents(EventDecoder decoder, EventJson json, long account) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param contentType nothing: told by how the body begins
   * @param target of the request: its query may say what the body does not
   * @throws org.copernicaroutes.inbox.DeliveryFailure poison, where it makes no event
   */
  Event read(byte[] given, Optional<String> contentType, String target, Instant at) {
    byte[] body = withoutLineEnd(given);
    String text = new String(body, StandardCharsets.UTF_8);
    if (contentType.isEmpty() && isEvent(text)) {
      return json.read(text);
    }
    Header type = new Header("Content-Type", contentType.orElseGet(() -> typeOf(text)));
    CapturedRequest request = new CapturedRequest("POST", target, List.of(type), body, at);
    return decoder.decode(new VerifiedRequest(id(body), account, at, true, request));
  }

  /** An editor ends a file with one; Copernica does not. */
  private static byte[] withoutLineEnd(byte[] given) {
    int length = given.length;
    while (length > 0 && (given[length - 1] == '\n' || given[length - 1] == '\r')) {
      length--;
    }
    return Arrays.copyOf(given, length);
  }

  private static boolean isEvent(String text) {
    if (!text.stripLeading().startsWith("{")) {
      return false;
    }
    try {
      JsonNode root = JSON.readTree(text);
      return root.has("schema") && root.has("subject");
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static String typeOf(String text) {
    String begin = text.stripLeading();
    if (begin.startsWith("{")) {
      return "application/json";
    }
    return begin.startsWith("<") ? "application/xml" : "application/x-www-form-urlencoded";
  }

  /** In the receiver that of the signed request; here of the body. */
  private static String id(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
