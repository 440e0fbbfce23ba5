package org.copernicaroutes.operator;

import java.io.IOException;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** What the server itself refuses on the admin port: a sentence, no stack trace, no version. */
final class AdminErrors extends ErrorReportValve {

  private static final Map<Integer, String> SENTENCES =
      Map.of(
          404,
          "There is nothing at this path. Health is at /actuator/health, metrics at"
              + " /actuator/prometheus, dead letters at /dead-letters (described in /openapi.json).",
          405,
          "This path does not take this method. /openapi.json says which does.",
          500,
          "The receiver failed to answer this. Its log has the reason; events are not touched by it.");

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      new Problem(status, sentence(status)).writeTo(response);
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      // the caller has left, or the answer had begun; there is nobody to tell
    }
  }

  private static String sentence(int status) {
    String other =
        status < 500
            ? "The request cannot be read as it is. /openapi.json says what can be asked for."
            : "This cannot be answered now. Try again; the receiver's log has the reason.";
    return SENTENCES.getOrDefault(status, other);
  }
}
