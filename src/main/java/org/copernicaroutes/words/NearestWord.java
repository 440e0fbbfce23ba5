package org.copernicaroutes.words;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the word that a misspelt one was meant to be. */
public final class NearestWord {

  private NearestWord() {}

  /** {@code "did you mean `subject`?"}, or nothing where no word is near. */
  public static String hint(String written, Collection<String> known) {
    return find(written, known).map(word -> "did you mean `" + word + "`?").orElse("");
  }

  /** The same as the end of a clause: {@code "; did you mean `subject`?"}, or nothing. */
  public static String clause(String written, Collection<String> known) {
    return find(written, known).map(word -> "; did you mean `" + word + "`?").orElse("");
  }

  /** The same where a sentence ends that may have no such clause: with a full stop then. */
  public static String end(String written, Collection<String> known) {
    String clause = clause(written, known);
    return clause.isEmpty() ? "." : clause;
  }

  /** The same, and a sentence with all of them, in their order and without its full stop. */
  public static String endAndAll(String written, Collection<String> known) {
    return end(written, known) + " Known are " + String.join(", ", known);
  }

  /** As {@link #hint}, and where no word is near all of them, for those are few. */
  public static String hintOrAll(String written, Collection<String> known) {
    String hint = hint(written, known);
    return hint.isEmpty() ? "there are " + String.join(", ", new TreeSet<>(known)) + "." : hint;
  }

  /** All that there are, the one first that was probably meant. */
  public static List<String> nearestFirst(String written, Collection<String> known) {
    return known.stream()
        .sorted(
            Comparator.<String>comparingInt(word -> distance(written, word)).thenComparing(w -> w))
        .toList();
  }

  public static Optional<String> find(String written, Collection<String> known) {
    int limit = Math.min(3, Math.max(1, (written.length() + 1) / 4));
    return known.stream()
        .filter(word -> !word.equals(written) && distance(written, word) <= limit)
        .min(
            Comparator.<String>comparingInt(word -> distance(written, word)).thenComparing(w -> w));
  }

  /** Edits between the two, letter case aside; two swapped neighbours are one edit. */
  static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = edits(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int edits(int[][] edits, String a, String b, int i, int j) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    return swapped(a, b, i, j) ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
  }

  private static boolean swapped(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
