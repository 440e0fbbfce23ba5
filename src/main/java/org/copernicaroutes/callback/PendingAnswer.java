package org.copernicaroutes.callback;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * The one answer to a request. Whoever comes first gives it, on whatever thread: the route, the
 * deadline, a broken connection. Those who come later are told so and change nothing.
 */
final class PendingAnswer {

  private final AsyncContext context;
  private final DoorMetrics metrics;
  private final long since = System.nanoTime();
  private boolean given;

  PendingAnswer(AsyncContext context, DoorMetrics metrics) {
    this.context = context;
    this.metrics = metrics;
  }

  /**
   * Under the lock only memory is written: the server sends on a thread of its own. The lock is
   * what keeps the deadline from ending the request between our writing and our completing.
   */
  synchronized boolean give(Answer answer) {
    return give(answer, false);
  }

  /** As {@link #give}, while part of the body has not come: the connection ends with it. */
  synchronized boolean giveAndClose(Answer answer) {
    return give(answer, true);
  }

  private boolean give(Answer answer, boolean close) {
    if (given) {
      return false;
    }
    given = true;
    metrics.answered(answer, Duration.ofNanos(System.nanoTime() - since));
    send(answer, close);
    return true;
  }

  private void send(Answer answer, boolean close) {
    try {
      HttpServletResponse response = (HttpServletResponse) context.getResponse();
      if (close) {
        sendAndClose(response, answer);
      } else {
        AnswerWriter.write(response, answer);
      }
    } catch (IOException gone) {
      // the caller has left; there is nobody to tell
    } finally {
      context.complete();
    }
  }

  /** To abandon the body makes the server drop what it has not sent, so that is sent first. */
  private void sendAndClose(HttpServletResponse response, Answer answer) throws IOException {
    response.setHeader("Connection", "close");
    AnswerWriter.write(response, answer);
    response.getOutputStream().close();
    UnreadBodyValve.abandonBody(context.getRequest());
  }
}
