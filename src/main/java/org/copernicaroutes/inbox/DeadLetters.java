package org.copernicaroutes.inbox;

import java.util.List;
import java.util.Optional;

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

  /** All of them, also the empty ones that were made already, by name. */
  public List<DeadQueue> queues() {
    return List.of();
  }

  /** In the order of their parking, whatever was moved meanwhile. Takes nothing. */
  public LetterPage list(String name, LetterFilter filter, LetterPage.Of page) {
    return new LetterPage(List.of(), null);
  }

  /** Empty: it is no longer there. Takes nothing. */
  public Optional<DeadLetter> show(String name, String id) {
    return Optional.empty();
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
    return new LettersMoved(0, 0, 0, null);
  }

  /**
   * Removes each letter that is there now for good, and logs it with the note.
   *
   * @param note why, in one line without personal data, of 1 to 200 characters
   */
  public LettersMoved discard(String name, LetterFilter filter, String note) {
    return new LettersMoved(0, 0, 0, null);
  }
}
