package org.copernicaroutes.callback;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Puts an answer on a response; nothing of the request goes into it. */
final class AnswerWriter {

  private static final String RETRY_AFTER_SECONDS = "10";

  private AnswerWriter() {}

  /** Fills the server's own buffer, which is larger than any answer: it does not block. */
  static void write(HttpServletResponse response, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.US_ASCII);
    response.setStatus(answer.status());
    response.setContentType(answer.contentType());
    response.setContentLength(body.length);
    addHeaders(response, answer.status());
    response.getOutputStream().write(body);
  }

  static void addHeaders(HttpServletResponse response, int status) {
    if (status == 405) {
      response.setHeader("Allow", "POST");
    } else if (status == 503) {
      response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
  }
}
