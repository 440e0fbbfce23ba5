package org.copernicaroutes.crm;

import java.util.List;
import org.copernicaroutes.words.NearestWord;
import org.jspecify.annotations.Nullable;

/**
 * What a delete at Copernica does to the row.
 *
 * @param flag the column that says so, for {@link Kind#FLAG}
 */
record OnDelete(Kind kind, @Nullable String flag) {

  enum Kind {
    DELETE,
    FLAG,
    IGNORE
  }

  private static final List<String> KNOWN = List.of("delete", "flag:<column>", "ignore");

  /**
   * @throws IllegalArgumentException naming the word that is not known
   */
  static OnDelete parse(String text) {
    String word = text.strip();
    if (word.startsWith("flag:") && word.length() > "flag:".length()) {
      return new OnDelete(Kind.FLAG, word.substring("flag:".length()).strip());
    }
    return switch (word) {
      case "", "delete" -> new OnDelete(Kind.DELETE, null);
      case "ignore" -> new OnDelete(Kind.IGNORE, null);
      default ->
          throw new IllegalArgumentException(
              "onDelete: unknown `" + word + "`" + NearestWord.endAndAll(word, KNOWN));
    };
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }
}
