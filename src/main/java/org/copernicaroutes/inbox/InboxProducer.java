package org.copernicaroutes.inbox;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.signature.UnverifiedRequest;
import org.copernicaroutes.signature.VerifiedRequest;

/**
 * Hands a verified request to the writer and an unverified one to the park, and goes on when there
 * is an answer.
 */
final class InboxProducer extends DefaultAsyncProducer {

  private final InboxWriter writer;
  private final Park park;

  InboxProducer(InboxEndpoint endpoint, InboxWriter writer, Park park) {
    super(endpoint);
    this.writer = writer;
    this.park = park;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    try {
      return answer(exchange, callback, kept(exchange.getMessage()));
    } catch (InvalidPayloadException | RuntimeException e) {
      exchange.setException(e);
      callback.done(true);
      return true;
    }
  }

  private CompletableFuture<Answer> kept(Message message) throws InvalidPayloadException {
    return message.getBody() instanceof UnverifiedRequest unverified
        ? park.put(unverified)
        : writer.put(Arrival.of(message.getMandatoryBody(VerifiedRequest.class)));
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
