package org.copernicaroutes.crm;

import java.util.List;
import java.util.stream.Stream;

/**
 * The columns that say which row belongs to a profile or subprofile.
 *
 * @param id the one that holds its id, filled by itself
 * @param others those that {@code columns} fills, in a table that several accounts or brands share
 */
record RowKey(String id, List<String> others) {

  /**
   * @param text one column, or several with commas, of which all but one are among the columns
   * @throws IllegalArgumentException saying what cannot be a key
   */
  static RowKey parse(String text, ColumnMapping columns) {
    List<String> names = ColumnMappingParser.names("key", text);
    List<String> others = names.stream().filter(columns::fills).toList();
    List<String> ids = names.stream().filter(name -> !others.contains(name)).toList();
    if (names.size() == 1 && ids.isEmpty()) {
      throw new IllegalArgumentException(
          "key: `"
              + names.get(0)
              + "` is the key, filled with the id by itself; leave it out of columns and owner");
    }
    if (ids.size() != 1) {
      throw new IllegalArgumentException(
          "key: one of `"
              + String.join("`, `", names)
              + "` takes the id by itself, and all others have their source in columns; "
              + (ids.isEmpty() ? "leave that one out there" : "add them there"));
    }
    others.forEach(column -> refuseWhatMayChange(column, columns));
    return new RowKey(ids.get(0), others);
  }

  private static void refuseWhatMayChange(String column, ColumnMapping columns) {
    columns
        .source(column)
        .filter(source -> !source.staysTheSame())
        .ifPresent(
            source -> {
              throw new IllegalArgumentException(
                  "key: `"
                      + column
                      + "` is filled from "
                      + source.inWords()
                      + ", which may change. Take a fixed text, @account, @database, @collection,"
                      + " @profile or @subject");
            });
  }

  Stream<String> columns() {
    return Stream.concat(Stream.of(id), others.stream());
  }

  boolean has(String column) {
    return columns().anyMatch(column::equalsIgnoreCase);
  }
}
