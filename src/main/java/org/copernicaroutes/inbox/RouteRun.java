package org.copernicaroutes.inbox;

import java.util.List;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Runs the route once per event, all of them inside one database transaction. */
final class RouteRun {

  /** Set by a route that knows better than its queue which dead letters a bad event belongs to. */
  static final String DEAD_LETTERS = "deadLetters";

  private final DefaultConsumer consumer;
  private final Function<Taken, Object> reader;
  private final TransactionOperations database;

  RouteRun(
      DefaultConsumer consumer, Function<Taken, Object> reader, TransactionOperations database) {
    this.consumer = consumer;
    this.reader = reader;
    this.database = database;
  }

  /** Passed: the database has committed. Failed: it has rolled everything back. */
  Tried of(List<Taken> events) {
    Outgoing outgoing = new Outgoing(events.size() > 1);
    Tried tried = of(events, outgoing);
    if (tried.passed()) {
      outgoing.committed();
    } else {
      outgoing.rolledBack();
    }
    return tried;
  }

  private Tried of(List<Taken> events, Outgoing outgoing) {
    try {
      database.executeWithoutResult(
          transaction -> events.forEach(e -> outgoing.during(e, () -> deliver(e, outgoing))));
      return new Tried(outgoing.sends(), null, null);
    } catch (RouteFailed e) {
      return new Tried(List.of(), FailureClassifier.failure(e.failure), e.deadLetters);
    } catch (RuntimeException | Error e) {
      return new Tried(List.of(), FailureClassifier.failure(e), null);
    }
  }

  private void deliver(Taken event, Outgoing outgoing) {
    Exchange exchange = exchange(event);
    try {
      consumer.getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    }
    if (exchange.getException() == null && exchange.isRollbackOnly()) {
      exchange.setException(new RollbackExchangeException(exchange));
    }
    if (exchange.getException() == null && outgoing.isLeft()) {
      exchange.setException(SharedTransaction.left());
    }
    if (exchange.getException() != null) {
      throw new RouteFailed(
          exchange.getException(), exchange.getProperty(DEAD_LETTERS, String.class));
    }
  }

  private Exchange exchange(Taken event) {
    Exchange exchange = consumer.createExchange(true);
    exchange.getExchangeExtension().setTransacted(true);
    exchange.setProperty(Outgoing.MARK, true);
    exchange.getMessage().setBody(reader.apply(event));
    return exchange;
  }

  /** Carries a failure of the route out of the database transaction. */
  private static final class RouteFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Throwable failure;
    private final @Nullable String deadLetters;

    RouteFailed(Throwable failure, @Nullable String deadLetters) {
      super(failure);
      this.failure = failure;
      this.deadLetters = deadLetters;
    }
  }
}
