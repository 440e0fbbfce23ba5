package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.copernicaroutes.callback.Untrusted;
import org.copernicaroutes.inbox.LettersRefused.Reason;
import org.copernicaroutes.words.NearestWord;

/**
 * The dead letters of the broker, embedded or external: to look at, to try again, to throw away.
 * Nothing else removes one, but that letters of {@code unverified} expire.
 *
 * <p>By name: that of a destination, {@code router}, {@code unreadable}, {@code unverified}, {@code
 * digest.<step>}. Every method throws {@link LettersRefused}: where there is no such queue, where
 * the broker cannot be asked, or what was asked for makes no sense. Safe for many threads, and for
 * many nodes at one broker: each letter is moved once. Work and time grow with the number of
 * letters in the queue, memory does not.
 */
public final class DeadLetters {

  private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

  private final ParkWork park;
  private final LetterLog log;
  private final Map<String, ReentrantLock> moving = new ConcurrentHashMap<>();

  DeadLetters(ParkWork park, LetterLog log) {
    this.park = park;
    this.log = log;
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask(Connection connection) throws JMSException;
  }

  /** All of them, also the empty ones that were made already, by name. */
  public List<DeadQueue> queues() {
    return ask(connection -> known());
  }

  private List<DeadQueue> known() {
    return park.broker().depths().entrySet().stream()
        .filter(e -> Queues.nameOfDead(e.getKey()) != null)
        .map(e -> queue(e.getKey(), e.getValue()))
        .sorted(Comparator.comparing(DeadQueue::name))
        .toList();
  }

  private static DeadQueue queue(String queue, Broker.Depth depth) {
    return new DeadQueue(
        String.valueOf(Queues.nameOfDead(queue)), queue, depth.events(), depth.oldest());
  }

  /** In the order of their parking, whatever was moved meanwhile. Takes nothing. */
  public LetterPage list(String name, LetterFilter filter, LetterPage.Of page) {
    LetterShelf shelf = new LetterShelf(page, park.settings().groupBytes().toBytes());
    look(name, filter, shelf);
    return shelf.page();
  }

  /** Empty: it is no longer there. Takes nothing. */
  public Optional<DeadLetter> show(String name, String id) {
    LetterFilter one = LetterFilter.ofIds(List.of(id));
    return list(name, one, LetterPage.Of.oldest(1)).letters().stream().findFirst();
  }

  private void look(String name, LetterFilter filter, LetterShelf shelf) {
    requireIds(filter);
    ask(
        connection -> {
          new LetterLook(existing(name), filter).each(connection, shelf::add);
          return shelf;
        });
  }

  private <T> T ask(Question<T> question) {
    try (Connection connection = park.broker().connect()) {
      return question.ask(connection);
    } catch (JMSException e) {
      throw unavailable("Nothing was taken.", e);
    }
  }

  /**
   * Gives each letter that is there now back to the queue that it came from, as if it came for the
   * first time: a request to the inbox, to be decoded and routed once more; an event to its
   * destination, whether a route takes from that now or not; one that was never verified to the
   * park, to be verified as of its receipt. What fails again is parked again, as a new letter.
   *
   * <p>In parts, each in one transaction: a crash leaves each letter in one queue. When the broker
   * fails in the middle, what was moved stays moved.
   */
  public LettersMoved retry(String name, LetterFilter filter) {
    String refusal = park.broker().refusal();
    if (refusal != null) {
      throw new LettersRefused(
          Reason.UNAVAILABLE,
          "nothing can be stored just now: " + refusal + ". Nothing was moved.");
    }
    return move(
        name, filter, new LetterRetry(name, park.room(), park.log(), log, park.queues().clock()));
  }

  /**
   * Removes each letter that is there now for good, and logs it with the note.
   *
   * @param note why, in one line without personal data, of 1 to 200 characters
   */
  public LettersMoved discard(String name, LetterFilter filter, String note) {
    return move(name, filter, LetterDiscard.noted(name, note, log));
  }

  private LettersMoved move(String name, LetterFilter filter, LetterAct act) {
    requireIds(filter);
    LetterMove move = new LetterMove(Queues.dead(name), filter, act, park.settings());
    try (Connection connection = park.broker().connectToTake()) {
      existing(name);
      return alone(name, move, connection);
    } catch (JMSException e) {
      throw unavailable(
          move.moved()
              + " letters were moved, and a part of the others may have been. Ask again: each is in"
              + " one place.",
          e);
    }
  }

  /** Two that go through one queue at a time would each miss what the other holds. */
  private LettersMoved alone(String name, LetterMove move, Connection connection)
      throws JMSException {
    ReentrantLock lock = moving.computeIfAbsent(name, n -> new ReentrantLock());
    lock.lock();
    try {
      return move.run(connection);
    } finally {
      lock.unlock();
    }
  }

  private static LettersRefused unavailable(String sofar, JMSException e) {
    return new LettersRefused(
        Reason.UNAVAILABLE, "the broker cannot be asked: " + e.getMessage() + ". " + sofar, e);
  }

  private static void requireIds(LetterFilter filter) {
    for (String id : filter.ids()) {
      if (!ID.matcher(id).matches()) {
        throw new LettersRefused(
            Reason.INVALID, "an id is no id of a letter: take it from the list of letters.");
      }
    }
  }

  /** The queue of that name, which somebody may have typed. */
  private String existing(String name) {
    List<String> names = known().stream().map(DeadQueue::name).toList();
    if (!names.contains(name)) {
      String near = NearestWord.clause(name, names);
      throw new LettersRefused(
          Reason.UNKNOWN_QUEUE,
          "There are no dead letters of "
              + Untrusted.quoted(name)
              + (near.isEmpty() ? ". " : near + " ")
              + (names.isEmpty()
                  ? "There are none at all: nothing was ever parked."
                  : "There are: "
                      + String.join(", ", NearestWord.nearestFirst(name, names))
                      + "."));
    }
    return Queues.dead(name);
  }
}
