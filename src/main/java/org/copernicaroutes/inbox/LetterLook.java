package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.Collection;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the letters of one queue, from its first to its last, and takes none.
 *
 * @param queue with its full name
 */
record LetterLook(String queue, LetterFilter filter) {

  /** As many ids as a selector holds with ease. */
  static final int MOST_NAMED = 1000;

  /**
   * @param count of all that were accepted, {@code ids} of the first of them
   */
  record Found(long count, Set<String> ids) {
    /** Whether the ids say which letters they are. */
    boolean isNamed() {
      return ids.size() == count;
    }
  }

  Found find(Connection connection) throws JMSException {
    Set<String> ids = new LinkedHashSet<>();
    long[] count = {0};
    each(
        connection,
        letter -> {
          count[0]++;
          if (ids.size() < MOST_NAMED && !letter.id().isEmpty()) {
            ids.add(letter.id());
          }
        });
    return new Found(count[0], ids);
  }

  void each(Connection connection, Consumer<DeadLetter> accepted) throws JMSException {
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueBrowser browser = session.createBrowser(session.createQueue(queue), selector())) {
      Enumeration<?> all = browser.getEnumeration();
      while (all.hasMoreElements()) {
        DeadLetter letter = DeadLetter.of((Message) all.nextElement());
        if (filter.accepts(letter)) {
          accepted.accept(letter);
        }
      }
    }
  }

  /** What the broker itself can leave out; null: nothing. */
  private @Nullable String selector() {
    if (!filter.ids().isEmpty() && filter.ids().size() <= MOST_NAMED) {
      return named(filter.ids());
    }
    return filter.eventId() == null ? null : Taken.EVENT_ID + " = " + quoted(filter.eventId());
  }

  /** The letters with these ids. */
  static String named(Collection<String> ids) {
    StringJoiner names = new StringJoiner(", ", "JMSMessageID IN (", ")");
    ids.forEach(id -> names.add(quoted(DeadLetter.messageId(id))));
    return names.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
