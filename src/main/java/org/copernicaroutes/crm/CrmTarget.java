package org.copernicaroutes.crm;

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
   * @throws IllegalArgumentException naming the parameter, the offending word and the nearest known
   */
  static CrmTarget parse(String table, String key, String columns, String onDelete) {
    ColumnMapping mapping = ColumnMapping.parse(required("columns", columns));
    return new CrmTarget(
        required("table", table),
        RowKey.parse(required("key", key), mapping),
        mapping,
        OnDelete.parse(onDelete));
  }

  private static String required(String parameter, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(parameter + ": is empty");
    }
    return text.strip();
  }

  /** Every column that is written to, as the route file names it. */
  Stream<String> columnNames() {
    return Stream.of(
            Stream.of(key.id()), columns.columns().stream(), Stream.ofNullable(onDelete.flag()))
        .flatMap(names -> names);
  }
}
