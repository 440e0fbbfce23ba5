package org.copernicaroutes.callback;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.copernicaroutes.callback.CapturedRequest.Header;

/**
 * One POST at the door: collects its body as it arrives, hands it to the route, and is answered by
 * the route or by the deadline. It holds a thread only while there is something to do.
 *
 * <p>The server calls the listeners of one request one after the other. Only the answer may come
 * from elsewhere at any time, and {@link PendingAnswer} sees to that.
 */
final class Reception implements ReadListener, AsyncListener {

  private final DoorEngine engine;
  private final DoorLog log;
  private final Clock clock;
  private final HttpServletRequest request;
  private final ServletInputStream in;
  private final ArrivingBody body;
  private final PendingAnswer answer;
  private boolean refused;

  private Reception(Door door, HttpServletRequest request, AsyncContext context)
      throws IOException {
    this.engine = door.engine();
    this.log = door.log();
    this.clock = door.clock();
    this.request = request;
    this.in = request.getInputStream();
    this.body = new ArrivingBody(door.budget(), door.limit(), request.getContentLengthLong());
    this.answer = new PendingAnswer(context, door.metrics());
  }

  static void begin(Door door, HttpServletRequest request) throws IOException {
    AsyncContext context = request.startAsync();
    context.setTimeout(door.settings().deadline().toMillis());
    Reception reception = new Reception(door, request, context);
    context.addListener(reception);
    reception.in.setReadListener(reception);
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!refused && in.isReady()) {
      if (!body.makeRoom()) {
        log.noRoom();
        refuse(Answer.UNAVAILABLE);
        return;
      }
      body.readFrom(in);
      if (body.isTooLarge()) {
        log.tooLarge();
        refuse(Answer.TOO_LARGE);
      }
    }
  }

  @Override
  public void onAllDataRead() {
    if (refused) {
      return;
    }
    CapturedRequest captured = captured();
    engine.open().ifPresentOrElse(route -> handOver(captured, route), this::closed);
  }

  private void handOver(CapturedRequest captured, DoorConsumer route) {
    try {
      route.take(captured, this::answered);
    } catch (RuntimeException bug) {
      log.failed("the route `door` could not take the request", bug);
      answered(Answer.UNAVAILABLE);
    }
  }

  private void closed() {
    log.closed();
    answered(Answer.UNAVAILABLE);
  }

  /** The memory is free only now: a request that waits for a standing broker goes on counting. */
  private void answered(Answer given) {
    body.release();
    answer.give(given);
  }

  /** While the body is incomplete. */
  private void refuse(Answer refusal) {
    refused = true;
    body.release();
    answer.giveAndClose(refusal);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    if (!body.isComplete() && !refused) {
      log.tooSlow();
      refuse(Answer.UNREADABLE);
    } else if (answer.give(Answer.UNAVAILABLE)) {
      log.late();
    }
  }

  /** Of the read listener: the connection broke, or what came was no valid chunk. */
  @Override
  public void onError(Throwable failure) {
    if (!body.isComplete() && !refused) {
      log.broken();
      refuse(Answer.UNREADABLE);
    }
  }

  /** Of the asynchronous request: as above, or the connection broke while we were at work. */
  @Override
  public void onError(AsyncEvent event) {
    onError(event.getThrowable());
    answer.give(Answer.UNAVAILABLE);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    // answered, nothing is left to do
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // asynchronous once and for all
  }

  private CapturedRequest captured() {
    return new CapturedRequest(
        request.getMethod(), target(), headers(), body.completed(), clock.instant());
  }

  private String target() {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  private List<Header> headers() {
    List<Header> headers = new ArrayList<>(16);
    for (String name : Collections.list(request.getHeaderNames())) {
      for (String value : Collections.list(request.getHeaders(name))) {
        headers.add(new Header(name, value));
      }
    }
    return headers;
  }
}
