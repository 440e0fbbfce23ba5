package org.copernicaroutes.crm;

import java.util.List;

/**
 * A table as the database describes it.
 *
 * @param space the schema, or the database where there are no schemas
 * @param quote the database's quote for identifiers
 */
record Table(String space, String name, List<Column> columns, String quote) {

  /** The same text for every way of writing the name in a route file. */
  String id() {
    return space + "." + name;
  }

  String sql() {
    return quoted(space) + "." + quoted(name);
  }

  String sql(Column column) {
    return quoted(column.name());
  }

  private String quoted(String identifier) {
    return quote + identifier.replace(quote, quote + quote) + quote;
  }

  Column column(String exactName) {
    return columns.stream().filter(c -> c.name().equals(exactName)).findFirst().orElseThrow();
  }

  List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }
}
