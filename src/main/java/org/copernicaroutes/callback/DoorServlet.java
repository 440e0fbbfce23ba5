package org.copernicaroutes.callback;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * All there is at the port of the door: POST at one path, compared as it stands in the request
 * line. It asks for no parameter and no part, for that would make the server read the body.
 */
@SuppressWarnings("serial")
final class DoorServlet extends HttpServlet {

  private final Door door;
  private final PlainCalls plainCalls;

  DoorServlet(Door door, PlainCalls plainCalls) {
    this.door = door;
    this.plainCalls = plainCalls;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!door.settings().path().equals(request.getRequestURI())) {
      stray(request, response, Answer.NOT_FOUND);
    } else if (!"POST".equals(request.getMethod())) {
      stray(request, response, Answer.NOT_ALLOWED);
    } else {
      receive(request, response);
    }
  }

  private void receive(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    door.metrics().received();
    if (plainCalls.refuses(request)) {
      refuse(request, response, Answer.NOT_AUTHENTIC);
    } else if (request.getContentLengthLong() > door.limit()) {
      door.log().tooLarge();
      refuse(request, response, Answer.TOO_LARGE);
    } else {
      Reception.begin(door, request);
    }
  }

  /** Before its body is read. */
  private void refuse(HttpServletRequest request, HttpServletResponse response, Answer answer)
      throws IOException {
    door.metrics().answered(answer, Duration.ZERO);
    answerAndClose(request, response, answer);
  }

  private void stray(HttpServletRequest request, HttpServletResponse response, Answer answer)
      throws IOException {
    door.metrics().strayed(answer);
    logStray(request, answer);
    if (hasBody(request)) {
      answerAndClose(request, response, answer);
    } else {
      AnswerWriter.write(response, answer);
    }
  }

  /** Who asks for pages of other paths is a browser or a scanner, and only counted. */
  private void logStray(HttpServletRequest request, Answer answer) {
    if (answer == Answer.NOT_ALLOWED || "POST".equals(request.getMethod())) {
      door.log().strayed(request.getMethod(), request.getRequestURI(), answer);
    }
  }

  private static void answerAndClose(
      HttpServletRequest request, HttpServletResponse response, Answer answer) throws IOException {
    response.setHeader("Connection", "close");
    AnswerWriter.write(response, answer);
    UnreadBodyValve.abandonBody(request);
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }
}
