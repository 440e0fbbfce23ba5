package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.apache.activemq.artemis.jms.client.JMSExceptionHelper;

/**
 * Looks at the letters of one queue, from its first to its last, and takes none.
 *
 * <p>A QueueBrowser of JMS ends where the broker has none at hand for a moment, as while it reads
 * from its disk; so this goes by how many there are. For the same reason no selector is used: how
 * many it leaves out is not known.
 *
 * @param queue with its full name
 */
record LetterLook(String queue, LetterFilter filter) {

  /** As many ids as a selector holds with ease. */
  static final int MOST_NAMED = 1000;

  private static final long WAIT_MILLIS = 250;

  /** Waits, for letters that another node may be about to take. */
  private static final int PATIENCE = 8;

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
    long count =
        each(
            connection,
            letter -> {
              if (ids.size() < MOST_NAMED && !letter.id().isEmpty()) {
                ids.add(letter.id());
              }
            });
    return new Found(count, ids);
  }

  /** How many were accepted. */
  long each(Connection connection, Consumer<DeadLetter> accepted) throws JMSException {
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      return each(((ActiveMQSession) session).getCoreSession(), accepted);
    } catch (ActiveMQException e) {
      throw JMSExceptionHelper.convertFromActiveMQException(e);
    }
  }

  private long each(ClientSession core, Consumer<DeadLetter> accepted)
      throws ActiveMQException, JMSException {
    long unseen = length(core, queue);
    long found = 0;
    int patience = PATIENCE;
    try (ClientConsumer browser = core.createConsumer(SimpleString.of(queue), null, true)) {
      while (unseen > 0 && patience > 0 && found < most()) {
        ClientMessage message = browser.receive(WAIT_MILLIS);
        patience = message == null ? patience - 1 : PATIENCE;
        unseen -= message == null ? 0 : 1;
        found += message != null && accepts(message, core, accepted) ? 1 : 0;
      }
    }
    return found;
  }

  private boolean accepts(ClientMessage message, ClientSession core, Consumer<DeadLetter> accepted)
      throws ActiveMQException, JMSException {
    ActiveMQMessage jms = ActiveMQMessage.createMessage(message, core);
    jms.doBeforeReceive();
    DeadLetter letter = DeadLetter.of(jms);
    boolean accepts = filter.accepts(letter);
    if (accepts) {
      accepted.accept(letter);
    }
    return accepts;
  }

  private long most() {
    return filter.ids().isEmpty() ? Long.MAX_VALUE : filter.ids().size();
  }

  /** How many letters there are at this moment. */
  static long length(Connection connection, String queue) throws JMSException {
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      return length(((ActiveMQSession) session).getCoreSession(), queue);
    } catch (ActiveMQException e) {
      throw JMSExceptionHelper.convertFromActiveMQException(e);
    }
  }

  private static long length(ClientSession core, String queue) throws ActiveMQException {
    return core.queueQuery(SimpleString.of(queue)).getMessageCount();
  }

  /** A selector of the letters with these ids. */
  static String named(Collection<String> ids) {
    StringJoiner names = new StringJoiner("', '", "JMSMessageID IN ('", "')");
    ids.forEach(id -> names.add(DeadLetter.messageId(id)));
    return names.toString();
  }
}
