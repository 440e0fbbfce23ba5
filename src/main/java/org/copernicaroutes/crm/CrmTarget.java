package org.copernicaroutes.crm;

import java.util.Map;
import java.util.stream.Stream;

/**
 * What one use of crm-sync-sink says: which table, which columns say whose row it is, how all are
 * filled, and what a delete does. Names are as written; the database has not been asked yet.
 */
record CrmTarget(String table, RowKey key, ColumnMapping columns, OnDelete onDelete) {

  CrmTarget {
    String flag = onDelete.flag();
    if (flag != null && (columns.fills(flag) || key.has(flag))) {
      throw new IllegalArgumentException(
          "onDelete: `" + flag + "` is filled by key or columns already; the flag needs its own");
    }
  }

  /**
   * @param parameters of crm-sync-sink, by name
   * @throws IllegalArgumentException naming the parameter, the offending word and the nearest known
   */
  static CrmTarget parse(Map<String, String> parameters) {
    ColumnMapping columns =
        OnMissing.parse(parameters.getOrDefault("onMissing", ""))
            .in(ColumnMapping.parse(required("columns", parameters)));
    return new CrmTarget(
        required("table", parameters),
        RowKey.parse(required("key", parameters), columns),
        columns,
        OnDelete.parse(parameters.getOrDefault("onDelete", "")));
  }

  private static String required(String name, Map<String, String> parameters) {
    String text = parameters.getOrDefault(name, "").strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException(name + ": is empty");
    }
    return text;
  }

  /** Every column that is written to, as the route file names it. */
  Stream<String> columnNames() {
    return Stream.of(
            Stream.of(key.id()), columns.columns().stream(), Stream.ofNullable(onDelete.flag()))
        .flatMap(names -> names);
  }
}
