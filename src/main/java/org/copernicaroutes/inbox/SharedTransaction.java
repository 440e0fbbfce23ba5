package org.copernicaroutes.inbox;

import java.util.Optional;
import org.apache.camel.Route;
import org.jspecify.annotations.Nullable;

/**
 * Whether an event runs in one database transaction with others.
 *
 * <p>Every step of its route then rolls back with the database, and what fails is run again one by
 * one, so a step may put off what it writes until the transaction commits.
 */
public final class SharedTransaction {

  /**
   * A property of a route that says no batch: so many of its events may share a transaction as wait
   * for a digest. All its steps roll back, or call {@link #leave} before they do what cannot be.
   */
  public static final String ALLOWED = "copernicaMayShareTransaction";

  private SharedTransaction() {}

  /** Known by the thread, as the transaction is: a route may remove what an exchange carries. */
  public static boolean isRunning() {
    return running().isPresent();
  }

  static boolean isAllowed(@Nullable Route route) {
    return route != null && route.getProperties().containsKey(ALLOWED);
  }

  /**
   * Called before what cannot be rolled back. All is rolled back also where a step of the route
   * keeps to itself what this throws.
   *
   * @throws DeliveryFailure where the event is one of several; it is run again by itself
   */
  public static void leave() {
    Optional<Outgoing> running = running();
    if (running.isPresent()) {
      running.get().leave();
      throw left();
    }
  }

  /** At once where nothing is shared; never where it is rolled back. */
  public static void afterCommit(Runnable then) {
    running().ifPresentOrElse(running -> running.afterCommit(then), then);
  }

  /** Never where nothing is shared. */
  public static void afterRollback(Runnable then) {
    running().ifPresent(running -> running.afterRollback(then));
  }

  private static Optional<Outgoing> running() {
    return Optional.ofNullable(Outgoing.running()).filter(Outgoing::isShared);
  }

  static DeliveryFailure left() {
    return DeliveryFailure.notYet("this event wants a transaction of its own", null);
  }
}
