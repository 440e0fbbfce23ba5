package org.copernicaroutes.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some letters, in the order of their parking.
 *
 * @param next to ask for the page behind this one with; null where this is the last
 */
public record LetterPage(List<DeadLetter> letters, @Nullable String next) {

  /**
   * Which part of all letters. A page may hold fewer than asked for, though more follow: what it
   * holds is bounded in bytes too.
   *
   * @param limit from 1 to 1000 letters
   * @param after the {@link LetterPage#next} of the page before; null: the first page
   */
  public record Of(boolean newestFirst, int limit, @Nullable String after) {

    public static final int MOST = 1000;

    public Of {
      if (limit < 1 || limit > MOST) {
        throw new LettersRefused(
            LettersRefused.Reason.INVALID,
            "limit=" + limit + " is not possible: a page holds 1 to " + MOST + " letters.");
      }
    }

    public static Of newest(int limit) {
      return new Of(true, limit, null);
    }

    public static Of oldest(int limit) {
      return new Of(false, limit, null);
    }

    public Of after(@Nullable String next) {
      return new Of(newestFirst, limit, next);
    }
  }
}
