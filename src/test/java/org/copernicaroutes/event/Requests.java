package org.copernicaroutes.event;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.signature.VerifiedRequest;

/** Verified requests as the signature stage hands them over. */
public final class Requests {

  static final String ID = "1fdb748dc5028fc9904ea5ec1a4f69424536d62e2f80496da45c4333e37613ee";
  static final Instant SIGNED_AT = Instant.parse("2025-01-01T00:00:00Z");
  static final Instant RECEIVED_AT = Instant.parse("2025-01-01T00:00:01.250Z");
  static final Limits LIMITS = new Limits(4000, 64, 1_000_000);
  public static final EventDecoder DECODER = decoder(LIMITS);

  private Requests() {}

  static EventDecoder decoder(Limits limits) {
    return new EventDecoder(
        limits, new CopernicaZone(ZoneId.of("Europe/Amsterdam"), Clock.systemUTC()));
  }

  static VerifiedRequest form(String body) {
    return at("/copernica/callback", body);
  }

  static VerifiedRequest at(String target, String body) {
    return request(target, body, true, "application/x-www-form-urlencoded");
  }

  static VerifiedRequest json(String body) {
    return request("/copernica/callback", body, true, "application/json; charset=utf-8");
  }

  static VerifiedRequest request(String target, String body, boolean signed, String contentType) {
    return request(target, body.getBytes(StandardCharsets.UTF_8), signed, contentType);
  }

  static VerifiedRequest request(String target, byte[] body, boolean signed, String contentType) {
    return new VerifiedRequest(
        ID,
        77,
        SIGNED_AT,
        signed,
        new CapturedRequest(
            "POST",
            target,
            List.of(new CapturedRequest.Header("content-type", contentType)),
            body,
            RECEIVED_AT));
  }

  public static Event event(String body) {
    return DECODER.decode(form(body));
  }
}
