package org.copernicaroutes.crm;

import java.util.List;
import java.util.Optional;

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
    return ColumnMappingParser.mapping(text);
  }

  /** The same, with null where a field is missing. */
  ColumnMapping clearing() {
    return new ColumnMapping(
        assignments.stream().map(a -> new Assignment(a.column(), orNull(a.source()))).toList());
  }

  private static Source orNull(Source source) {
    return source instanceof Source.Field field ? new Source.FieldOrNull(field.name()) : source;
  }

  List<String> columns() {
    return assignments.stream().map(Assignment::column).toList();
  }

  boolean fills(String column) {
    return source(column).isPresent();
  }

  Optional<Source> source(String column) {
    return assignments.stream()
        .filter(a -> a.column().equalsIgnoreCase(column))
        .map(Assignment::source)
        .findFirst();
  }
}
