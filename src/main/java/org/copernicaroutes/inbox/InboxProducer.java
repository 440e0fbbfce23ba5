package org.copernicaroutes.inbox;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.support.DefaultAsyncProducer;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.signature.VerifiedRequest;

/** Hands a request to the writer, and goes on when the writer has its answer. */
final class InboxProducer extends DefaultAsyncProducer {

  private final InboxWriter writer;

  InboxProducer(InboxEndpoint endpoint, InboxWriter writer) {
    super(endpoint);
    this.writer = writer;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    try {
      return answer(exchange, callback, writer.put(request(exchange)));
    } catch (InvalidPayloadException | RuntimeException e) {
      exchange.setException(e);
      callback.done(true);
      return true;
    }
  }

  private static VerifiedRequest request(Exchange exchange) throws InvalidPayloadException {
    return exchange.getMessage().getMandatoryBody(VerifiedRequest.class);
  }

  private static boolean answer(
      Exchange exchange, AsyncCallback callback, CompletableFuture<Answer> answer) {
    boolean known = answer.isDone();
    answer.thenAccept(
        a -> {
          exchange.getMessage().setBody(a);
          callback.done(known);
        });
    return known;
  }
}
