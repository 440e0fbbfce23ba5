package org.copernicaroutes.crm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.copernicaroutes.crm.ColumnMapping.Assignment;
import org.copernicaroutes.words.NearestWord;

/** Reads {@code column=source, column=source} or {@code column, column}; no backtracking. */
final class ColumnMappingParser {

  private static final Set<String> KINDS = Set.of("interest", "field");

  private final String parameter;
  private final String text;
  private final String ends;
  private final List<Assignment> found = new ArrayList<>();
  private int at;

  /**
   * @param ends what no name holds that stands without quotes
   */
  private ColumnMappingParser(String parameter, String text, String ends) {
    this.parameter = parameter;
    this.text = text;
    this.ends = ends;
  }

  static ColumnMapping mapping(String text) {
    ColumnMappingParser parser = new ColumnMappingParser("columns", text, ",=:");
    parser.all(() -> parser.add(parser.assignment()));
    return new ColumnMapping(parser.found);
  }

  /** Column names with commas between. */
  static List<String> names(String parameter, String text) {
    ColumnMappingParser parser = new ColumnMappingParser(parameter, text, ",");
    List<String> names = new ArrayList<>();
    parser.all(() -> names.add(parser.name("a column")));
    return names;
  }

  private void all(Runnable one) {
    do {
      one.run();
    } while (skip(','));
    if (at < text.length()) {
      throw wrong("expected a comma before `" + rest() + "`");
    }
  }

  private void add(Assignment next) {
    if (found.stream().anyMatch(a -> a.column().equalsIgnoreCase(next.column()))) {
      throw wrong("column `" + next.column() + "` is filled twice");
    }
    found.add(next);
  }

  private Assignment assignment() {
    String column = name("a column");
    if (!skip('=')) {
      throw wrong("column `" + column + "` has no source: write `" + column + "=field`");
    }
    return new Assignment(column, source(column));
  }

  private Source source(String column) {
    blanks();
    if (peek() == '\'') {
      return new Source.Literal(quoted('\''));
    }
    if (skip('@')) {
      return property(column);
    }
    boolean bare = peek() != '"';
    String word = name("the source of column `" + column + "`");
    return bare && skip(':') ? prefixed(word, column) : new Source.Field(word);
  }

  private Source property(String column) {
    String name = name("a word after the @ of column `" + column + "`");
    try {
      return new Source.Property(name);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private Source prefixed(String kind, String column) {
    String name = name("a name after `" + kind + ":` for column `" + column + "`");
    return switch (kind) {
      case "interest" -> new Source.Interest(name);
      case "field" -> new Source.Field(name);
      default ->
          throw wrong(
              "unknown kind `"
                  + kind
                  + ":`"
                  + NearestWord.end(kind, KINDS)
                  + " A field name with a colon stands in double quotes");
    };
  }

  private String name(String what) {
    blanks();
    String name = peek() == '"' ? quoted('"') : bare();
    if (name.isEmpty()) {
      throw wrong("expected " + what + " before `" + rest() + "`");
    }
    blanks();
    return name;
  }

  private String bare() {
    int start = at;
    while (at < text.length() && ends.indexOf(peek()) < 0) {
      at++;
    }
    return text.substring(start, at).strip();
  }

  /** A doubled quote stands for itself. */
  private String quoted(char quote) {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != quote) {
        value.append(c);
      } else if (at < text.length() && peek() == quote) {
        value.append(text.charAt(at++));
      } else {
        blanks();
        return value.toString();
      }
    }
    throw wrong("the quote is not closed in `" + text.substring(start) + "`");
  }

  private boolean skip(char c) {
    blanks();
    boolean there = peek() == c;
    at += there ? 1 : 0;
    return there;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** NUL at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private String rest() {
    return at < text.length() ? text.substring(at) : "the end";
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(parameter + ": " + why);
  }
}
