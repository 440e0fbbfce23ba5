package org.copernicaroutes.callback;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers what Tomcat itself refuses (no valid HTTP, headers too large) as the door answers: one
 * dull sentence, no server name, no stack trace, no echo.
 */
final class ProblemReportValve extends ErrorReportValve {

  private static final Map<Integer, Answer> ANSWERS =
      Stream.of(
              Answer.UNREADABLE,
              Answer.NOT_FOUND,
              Answer.NOT_ALLOWED,
              Answer.TOO_LARGE,
              Answer.UNAVAILABLE)
          .collect(Collectors.toMap(Answer::status, answer -> answer));

  /** A method, a coding or a version of HTTP that we do not know: to try again does not help. */
  private static final Set<Integer> NEVER_SERVED = Set.of(501, 505);

  private final DoorLog log;

  ProblemReportValve(DoorLog log) {
    this.log = log;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    if (isTheCallersFault(status)) {
      log.noHttp(status);
    }
    try {
      AnswerWriter.write(response, answer(status));
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      // the caller has left, or the answer had begun; there is nobody to tell
    }
  }

  private static Answer answer(int status) {
    Answer own = ANSWERS.get(status);
    if (own != null) {
      return own;
    }
    return isTheCallersFault(status)
        ? new Answer(status, Answer.UNREADABLE.title())
        : new Answer(status, Answer.UNAVAILABLE.title());
  }

  private static boolean isTheCallersFault(int status) {
    return status < 500 || NEVER_SERVED.contains(status);
  }
}
