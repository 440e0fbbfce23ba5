package org.copernicaroutes.inbox;

import org.apache.camel.Exchange;

/**
 * Whether an event runs in one database transaction with others.
 *
 * <p>Every step of its route then rolls back with the database, and what fails is run again one by
 * one, so a step may put off what it writes until the transaction commits.
 */
public final class SharedTransaction {

  private static final String MARK = "copernicaSharedTransaction";

  private SharedTransaction() {}

  static void mark(Exchange exchange) {
    exchange.setProperty(MARK, true);
  }

  public static boolean of(Exchange exchange) {
    return exchange.getProperty(MARK) != null;
  }
}
