package org.copernicaroutes.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.copernicaroutes.inbox.LettersRefused;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** How the API answers: JSON that nobody keeps or takes for something else. */
final class Answers {

  private Answers() {}

  static ServerResponse json(JsonNode body) {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    return plain(200).contentType(MediaType.APPLICATION_JSON).body(bytes);
  }

  static ServerResponse refusal(Problem problem, String header, String value) {
    return start(problem).header(header, value).body(problem.bytes());
  }

  private static ServerResponse refusal(Problem problem) {
    return start(problem).body(problem.bytes());
  }

  private static ServerResponse.BodyBuilder start(Problem problem) {
    return plain(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  private static ServerResponse.BodyBuilder plain(int status) {
    return ServerResponse.status(status)
        .cacheControl(CacheControl.noStore())
        .header("X-Content-Type-Options", "nosniff");
  }

  /** Here and not by path in the filter: no way of writing a path goes round it. */
  static ServerResponse toOperatorsAlone(
      ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
    if (request.servletRequest().isUserInRole(Caller.OPERATOR)) {
      return next.handle(request);
    }
    return refusal(LoginFilter.missing(), HttpHeaders.WWW_AUTHENTICATE, LoginFilter.CHALLENGE);
  }

  static ServerResponse refused(Throwable refusal, ServerRequest request) {
    return refusal(((Refusal) refusal).problem());
  }

  static ServerResponse lettersRefused(Throwable refusal, ServerRequest request) {
    int status =
        switch (((LettersRefused) refusal).reason()) {
          case UNKNOWN_QUEUE -> 404;
          case INVALID -> 400;
          case UNAVAILABLE -> 503;
        };
    return refusal(new Problem(status, String.valueOf(refusal.getMessage())));
  }
}
