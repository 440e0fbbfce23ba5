package org.copernicaroutes.crm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** The same, with the profile's id in one more column. */
  ColumnMapping withOwner(@Nullable String column) {
    if (column == null) {
      return this;
    }
    if (fills(column)) {
      throw new IllegalArgumentException(
          "owner: `"
              + column
              + "` is filled with the profile's id by itself; leave it out of columns");
    }
    List<Assignment> all = new ArrayList<>(assignments);
    all.add(new Assignment(column, new Source.Property("profile")));
    return new ColumnMapping(all);
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
