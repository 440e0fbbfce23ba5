package org.copernicaroutes.crm;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which column is filled from what, as the {@code columns} of crm-sync-sink say: {@code name=name,
 * newsletter=interest:news, changed_at=@modified, brand='acme'}.
 *
 * <p>Names with a comma, colon, {@code =} or {@code @} stand in double quotes. Errors name the
 * offending word and the nearest known one.
 */
record ColumnMapping(List<Assignment> assignments) {

  /** One column and its source. */
  record Assignment(String column, Source source) {}

  ColumnMapping {
    assignments = List.copyOf(assignments);
  }

  /**
   * @throws IllegalArgumentException saying what is wrong and where
   */
  static ColumnMapping parse(String text) {
    return new ColumnMappingParser(text).parse();
  }

  List<String> columns() {
    return assignments.stream().map(Assignment::column).toList();
  }

  boolean fills(String column) {
    return columns().stream().anyMatch(column::equalsIgnoreCase);
  }

  String inWords() {
    return assignments.stream()
        .map(a -> a.column() + " from " + a.source().inWords())
        .collect(Collectors.joining(", "));
  }
}
