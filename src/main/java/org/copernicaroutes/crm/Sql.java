package org.copernicaroutes.crm;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.copernicaroutes.crm.RowChange.Cell;
import org.jspecify.annotations.Nullable;

/**
 * A statement under construction: text and its parameters in order.
 *
 * <p>The text depends on names alone, never on values, so that drivers can keep what they prepared.
 */
final class Sql {

  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable Object> parameters = new ArrayList<>();

  Sql add(String sql) {
    text.append(sql);
    return this;
  }

  Sql add(String sql, @Nullable Object... values) {
    Collections.addAll(parameters, values);
    return add(sql);
  }

  /** Where there is nothing to set, the key to itself. */
  Sql addAssignments(RowChange change) {
    return addEqual(change.table(), change.cells().isEmpty() ? change.key() : change.cells(), ", ");
  }

  Sql addKeyCondition(RowChange change) {
    return addEqual(change.table(), change.key(), " and ");
  }

  /** {@code "a" = ?, "b" = ?}. */
  private Sql addEqual(Table table, Collection<Cell> cells, String between) {
    cells.forEach(cell -> parameters.add(cell.value()));
    return add(
        cells.stream()
            .map(cell -> table.sql(cell.column()) + " = ?")
            .collect(Collectors.joining(between)));
  }

  Sql addUpdate(RowChange change) {
    add("update " + change.table().sql() + " set ").addAssignments(change);
    return add(" where ").addKeyCondition(change);
  }

  Sql addDelete(RowChange change) {
    return add("delete from " + change.table().sql() + " where ").addKeyCondition(change);
  }

  /** {@code into "t" ("id", "a") select ?, ?}. */
  Sql addInsertSelect(RowChange change) {
    List<Cell> cells = new ArrayList<>(change.key());
    cells.addAll(change.cells());
    cells.forEach(cell -> parameters.add(cell.value()));
    return add("insert into " + change.table().sql() + " (")
        .add(
            cells.stream()
                .map(c -> change.table().sql(c.column()))
                .collect(Collectors.joining(", ")))
        .add(") select " + String.join(", ", Collections.nCopies(cells.size(), "?")));
  }

  /** The caller closes it. */
  PreparedStatement prepared(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text());
    for (int i = 0; i < parameters.size(); i++) {
      Object value = parameters.get(i);
      if (value == null) {
        statement.setNull(i + 1, Types.NULL);
      } else {
        statement.setObject(i + 1, value);
      }
    }
    return statement;
  }

  String text() {
    return text.toString();
  }

  List<@Nullable Object> parameters() {
    return Collections.unmodifiableList(parameters);
  }
}
