package org.copernicaroutes.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done with letters. */
interface LetterAct {

  /**
   * What goes out in the transaction that takes the letter away; null: it has to stay, and so have
   * all that follow. Whoever gets it goes on to {@link #done} or {@link #undone}.
   */
  @Nullable List<Send> sends(DeadLetter letter);

  /** To be called after the commit. */
  void done(DeadLetter letter);

  /** To be called where there was none. */
  default void undone(DeadLetter letter) {}

  /** Why letters had to stay. */
  default String why() {
    return "";
  }
}
