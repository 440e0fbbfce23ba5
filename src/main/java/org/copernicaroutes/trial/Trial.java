package org.copernicaroutes.trial;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.support.DefaultConsumer;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.EventJson;
import org.copernicaroutes.inbox.Failure;
import org.copernicaroutes.inbox.FailureClassifier;
import org.jspecify.annotations.Nullable;

/** Runs events through the routes, one by one: the router first, then wherever it sent them. */
final class Trial {

  private static final String ROUTER = "router";

  /** After so many deliveries one event goes round in a circle. */
  private static final int MOST = 100;

  private final CamelContext context;
  private final Outgoing destinations;
  private final Story story;
  private final EventJson json;

  Trial(CamelContext context, Outgoing destinations, Story story, EventJson json) {
    this.context = context;
    this.destinations = destinations;
    this.story = story;
    this.json = json;
  }

  /**
   * @param given fails where it makes no event
   */
  Tried of(String source, Supplier<Event> given) {
    story.begin();
    destinations.begin();
    Event event = event(given);
    if (event != null) {
      route(event);
    }
    return new Tried(source, event, story.told());
  }

  private @Nullable Event event(Supplier<Event> given) {
    try {
      return given.get();
    } catch (RuntimeException e) {
      fail("unreadable", e);
      return null;
    }
  }

  private void route(Event event) {
    if (context.getRoute(ROUTER) == null) {
      story.tell("waits", Told.saying("why", "no file router.camel.yaml"));
      return;
    }
    deliver(ROUTER, context.getRoute(ROUTER).getConsumer(), event);
    Outgoing.Sent sent = destinations.next();
    for (int count = 1; sent != null && !story.isEndless(); count++, sent = destinations.next()) {
      if (count > MOST) {
        endless(sent.destination());
        return;
      }
      Consumer taker = destinations.taker(sent.destination());
      if (taker != null) {
        deliver(sent.destination(), taker, json.read(sent.text()));
      }
    }
  }

  /** As a queue does it: what is sent goes on if the route ends well. */
  private void deliver(String to, Consumer taker, Event event) {
    story.next();
    Exception failure = run((DefaultConsumer) taker, event);
    if (story.isEndless()) {
      endless(to);
    } else if (failure == null) {
      destinations.commit();
    } else {
      destinations.rollBack();
      fail(to, failure);
    }
  }

  private static @Nullable Exception run(DefaultConsumer taker, Event event) {
    Exchange exchange = taker.createExchange(false);
    exchange.getExchangeExtension().setTransacted(true);
    exchange.getMessage().setBody(event);
    try {
      taker.getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    }
    return exchange.getException() == null && exchange.isRollbackOnly()
        ? new RollbackExchangeException(exchange)
        : exchange.getException();
  }

  private void endless(String where) {
    fail(where, "endless", "it loops, or goes round in a circle", null);
  }

  private void fail(String where, Exception e) {
    Failure failure = FailureClassifier.failure(e);
    String end = failure.end().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String reason = failure.known() ? failure.reason() : "unforeseen in the route";
    fail(where, end, reason, failure.cause());
  }

  private void fail(String where, String end, String reason, @Nullable Throwable cause) {
    Map<String, @Nullable Object> said = Told.saying("where", where, "end", end, "reason", reason);
    said.put("exception", cause == null ? null : cause.getClass().getName());
    said.put("message", cause == null ? null : cause.getMessage());
    story.tell("failed", story.failedAt(), said);
  }
}
