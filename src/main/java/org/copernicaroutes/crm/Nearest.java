package org.copernicaroutes.crm;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which known name a misspelt one was probably meant to be. */
final class Nearest {

  private Nearest() {}

  /** Empty when no name is near enough to be worth proposing. */
  static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(fold(word), fold(name))))
        .filter(name -> distance(fold(word), fold(name)) <= Math.max(2, word.length() / 3));
  }

  /** The end of an error message: {@code ; did you mean `x`?}, or nothing. */
  static String hint(String word, Collection<String> known) {
    return to(word, known).map(name -> "; did you mean `" + name + "`?").orElse("");
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's: the fewest letters inserted, deleted or replaced. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
