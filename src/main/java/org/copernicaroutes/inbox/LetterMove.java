package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/**
 * Takes the letters out of one queue that a filter accepts, and are there when it begins.
 *
 * <p>Few of them are taken by their ids. The broker hands those out that it has in memory, and of a
 * long queue not what lies on its disk behind letters that nobody takes. So where they are many, or
 * are not handed out, the whole queue is gone through once from its head: what is not wanted goes
 * to its end, as it is, in the same transactions. Either way time grows with the length of the
 * queue, memory with the size of a part.
 */
final class LetterMove {

  /** Waits for a broker that reads from its disk, or for what another node holds. */
  private static final int PATIENCE = 8;

  private final String queue;
  private final LetterFilter filter;
  private final LetterAct act;
  private final InboxSettings settings;
  private long moved;
  private boolean putBack;
  private boolean stopped;

  LetterMove(String queue, LetterFilter filter, LetterAct act, InboxSettings settings) {
    this.queue = queue;
    this.filter = filter;
    this.act = act;
    this.settings = settings;
  }

  /** Also where {@link #run} has failed. */
  long moved() {
    return moved;
  }

  LettersMoved run(Connection connection) throws JMSException {
    LetterLook.Found found = new LetterLook(queue, filter).find(connection);
    if (found.isNamed()) {
      named(connection, found);
    } else {
      pass(connection, filter, found.count());
    }
    long wanted = Math.max(found.count(), filter.ids().size());
    long left = stopped ? atLeastNone(found.count() - moved) : 0;
    long gone = atLeastNone(wanted - moved - left);
    return new LettersMoved(moved, gone, left, stopped ? act.why() : null);
  }

  /** What was parked since it looked may have been moved as well. */
  private static long atLeastNone(long letters) {
    return Math.max(0, letters);
  }

  private void named(Connection connection, LetterLook.Found found) throws JMSException {
    if (found.count() == 0) {
      return;
    }
    try (Taking taking = new Taking(connection, queue, LetterLook.named(found.ids()))) {
      boolean some = true;
      while (some && moved < found.count() && !stopped) {
        some = part(taking, found.count() - moved, LetterFilter.all()) > 0;
      }
    }
    LetterFilter same = LetterFilter.ofIds(found.ids());
    if (moved < found.count()
        && !stopped
        && new LetterLook(queue, same).find(connection).count() > 0) {
      pass(connection, same, found.count());
    }
  }

  /** Once through all that are there now. */
  private void pass(Connection connection, LetterFilter wanted, long count) throws JMSException {
    long all = LetterLook.length(connection, queue);
    int patience = PATIENCE;
    try (Taking taking = new Taking(connection, queue)) {
      while (all > 0 && patience > 0 && !stopped && (putBack || moved < count)) {
        int seen = part(taking, all, wanted);
        all -= seen;
        patience = seen > 0 ? PATIENCE : patience - 1;
      }
    }
  }

  /** One transaction; how many letters it has taken. */
  private int part(Taking taking, long most, LetterFilter wanted) throws JMSException {
    LetterPart part = new LetterPart(taking, queue, act);
    try {
      Message message = taking.next();
      while (message != null) {
        part.add(message, wanted);
        message = goesOn(part, most) ? taking.atHand() : null;
      }
      part.commit();
    } catch (JMSException | RuntimeException | Error e) {
      part.undone();
      throw e;
    }
    moved += part.leaving();
    putBack |= part.seen() > part.leaving();
    stopped |= part.stopped();
    return part.seen();
  }

  private boolean goesOn(LetterPart part, long most) {
    return !part.stopped()
        && part.seen() < Math.min(most, settings.groupSize())
        && part.bytes() < settings.groupBytes().toBytes();
  }
}
