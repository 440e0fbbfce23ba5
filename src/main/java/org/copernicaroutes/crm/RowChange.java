package org.copernicaroutes.crm;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to the row of one id, with values that the columns take.
 *
 * @param key the columns that say which row: the one with the id, and what else is part of the key
 * @param cells the columns that this event makes a statement about, without the key
 */
record RowChange(Kind kind, Table table, List<Cell> key, List<Cell> cells) {

  enum Kind {
    /** Change the row, or make it. */
    UPSERT,
    /** Change the row if there is one. */
    UPDATE,
    DELETE,
    NONE
  }

  /** A column and its new value. */
  record Cell(Column column, @Nullable Object value) {}

  /** The mark alone moves. */
  static RowChange none(Table table) {
    return new RowChange(Kind.NONE, table, List.of(), List.of());
  }

  /** The columns for which a new row fails where the database has no value of its own. */
  List<Column> unfilled() {
    Set<Column> filled =
        Stream.concat(key.stream(), cells.stream()).map(Cell::column).collect(Collectors.toSet());
    return table.columns().stream()
        .filter(column -> column.mustBeFilled() && !filled.contains(column))
        .toList();
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }
}
