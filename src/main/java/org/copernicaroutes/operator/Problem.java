package org.copernicaroutes.operator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * An error of the admin port (RFC 9457).
 *
 * @param detail what is wrong and how to fix it: who sees this runs the receiver
 */
record Problem(int status, String detail) {

  static final String TYPE = "application/problem+json";

  private static final JsonMapper JSON = new JsonMapper();

  private String title() {
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }

  byte[] bytes() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", status);
    json.put("title", title());
    json.put("detail", detail);
    return JSON.valueToTree(json).toString().getBytes(StandardCharsets.UTF_8);
  }

  void writeTo(HttpServletResponse response) throws IOException {
    byte[] body = bytes();
    response.setStatus(status);
    response.setContentType(TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** An exception in a few words, for somebody who can do something about it. */
  static String words(Exception e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
