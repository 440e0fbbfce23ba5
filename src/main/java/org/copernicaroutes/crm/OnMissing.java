package org.copernicaroutes.crm;

import java.util.List;
import org.copernicaroutes.words.NearestWord;

/** What becomes of a column whose field an event leaves out. */
enum OnMissing {
  KEEP,
  CLEAR;

  private static final List<String> KNOWN = List.of("keep", "clear");

  /**
   * @throws IllegalArgumentException naming the word that is not known
   */
  static OnMissing parse(String text) {
    return switch (text.strip()) {
      case "", "keep" -> KEEP;
      case "clear" -> CLEAR;
      default ->
          throw new IllegalArgumentException(
              "onMissing: unknown `" + text + "`" + NearestWord.endAndAll(text, KNOWN));
    };
  }

  ColumnMapping in(ColumnMapping columns) {
    return this == CLEAR ? columns.clearing() : columns;
  }
}
