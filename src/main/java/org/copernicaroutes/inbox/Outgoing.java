package org.copernicaroutes.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What routes send to destinations while they run for taken events: held back until the events are
 * settled, so that a failed try leaves nothing behind and a passed one goes out with the
 * acknowledgement or not at all.
 *
 * <p>Bound to the thread, as the database transaction is.
 */
final class Outgoing {

  /** Marks the exchanges of a consumer, to tell a changed thread from a send of no consumer. */
  static final String MARK = "copernicaTaken";

  private static final ThreadLocal<@Nullable Outgoing> RUNNING = new ThreadLocal<>();

  private final List<Send> sends = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private final List<Runnable> afterRollback = new ArrayList<>();
  private final boolean shared;
  private @Nullable Taken event;
  private boolean left;

  /**
   * @param shared among several events
   */
  Outgoing(boolean shared) {
    this.shared = shared;
  }

  static @Nullable Outgoing running() {
    return RUNNING.get();
  }

  void during(Taken running, Runnable route) {
    event = running;
    RUNNING.set(this);
    try {
      route.run();
    } finally {
      RUNNING.remove();
    }
  }

  void add(String queue, Taken message) {
    String id = event == null ? null : event.eventId();
    sends.add(Send.now(queue, id == null ? message : message.with(Map.of(Taken.EVENT_ID, id))));
  }

  boolean isShared() {
    return shared;
  }

  /** What is run now wants a transaction of its own, whatever the route makes of that. */
  void leave() {
    left = true;
  }

  void afterCommit(Runnable then) {
    afterCommit.add(then);
  }

  void afterRollback(Runnable then) {
    afterRollback.add(then);
  }

  void committed() {
    afterCommit.forEach(Runnable::run);
  }

  void rolledBack() {
    afterRollback.forEach(Runnable::run);
  }

  boolean isLeft() {
    return left;
  }

  boolean isEmpty() {
    return sends.isEmpty();
  }

  List<Send> sends() {
    return List.copyOf(sends);
  }
}
