package org.copernicaroutes.forward;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.copernicaroutes.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * What a forwarded request carries beside its body.
 *
 * <p>The id is made of event and step, so that a repeated delivery can be recognised; the timestamp
 * is that of the try.
 *
 * @param stepName which step of which route this is; without a full stop, which separates the parts
 *     of what is signed
 */
record HttpForward(
    TargetUrl url, Format format, @Nullable WebhookSignature signature, String stepName) {

  Map<String, Object> headers(Event event, Instant now, byte[] body) {
    String id = event.getId() + "-" + stepName;
    long timestamp = now.getEpochSecond();
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("Content-Type", format.contentType());
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", String.valueOf(timestamp));
    if (signature != null) {
      headers.put("webhook-signature", signature.sign(id, timestamp, body));
    }
    return headers;
  }
}
