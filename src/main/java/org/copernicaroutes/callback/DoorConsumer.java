package org.copernicaroutes.callback;

import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.support.DefaultConsumer;

/** Gives a captured request to the route, as the body and nothing else, and takes its answer. */
final class DoorConsumer extends DefaultConsumer implements PlatformHttpConsumer {

  private final DoorEngine engine;
  private final DoorLog log;

  DoorConsumer(PlatformHttpEndpoint endpoint, Processor processor, DoorEngine engine, DoorLog log) {
    super(endpoint, processor);
    this.engine = engine;
    this.log = log;
  }

  @Override
  public PlatformHttpEndpoint getEndpoint() {
    return (PlatformHttpEndpoint) super.getEndpoint();
  }

  /** Returns at once; the answer comes on whichever thread ends the route, exactly once. */
  void take(CapturedRequest request, Consumer<Answer> done) {
    Exchange exchange = createExchange(false);
    exchange.setPattern(ExchangePattern.InOut);
    exchange.getIn().setBody(request);
    getAsyncProcessor().process(exchange, doneSync -> done.accept(answerOf(exchange)));
  }

  private Answer answerOf(Exchange exchange) {
    try {
      return exchange.getException() == null ? answerIn(exchange) : failed(exchange);
    } finally {
      releaseExchange(exchange, false);
    }
  }

  private Answer answerIn(Exchange exchange) {
    if (exchange.getMessage().getBody() instanceof Answer answer) {
      return answer;
    }
    log.failed("the route `door` ended without an answer in the body: correct its steps", null);
    return Answer.UNAVAILABLE;
  }

  private Answer failed(Exchange exchange) {
    log.failed("the route `door` failed", exchange.getException());
    return Answer.UNAVAILABLE;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    engine.open(this);
  }

  @Override
  protected void doResume() throws Exception {
    super.doResume();
    engine.open(this);
  }

  @Override
  protected void doSuspend() throws Exception {
    engine.close(this);
    super.doSuspend();
  }

  @Override
  protected void doStop() throws Exception {
    engine.close(this);
    super.doStop();
  }
}
