package org.copernicaroutes.crm;

import java.util.stream.Stream;

/**
 * What one use of crm-sync-sink says: which table, which column holds the id, how the others are
 * filled, and what a delete does. Names are as written; the database has not been asked yet.
 */
record CrmTarget(String table, String key, ColumnMapping columns, OnDelete onDelete) {

  CrmTarget {
    String flag = onDelete.flag();
    if (columns.fills(key)) {
      throw new IllegalArgumentException(
          "columns: `" + key + "` is the key, which is filled with the id by itself; leave it out");
    }
    if (flag != null && (columns.fills(flag) || flag.equalsIgnoreCase(key))) {
      throw new IllegalArgumentException(
          "onDelete: `" + flag + "` is filled by key or columns already; the flag needs its own");
    }
  }

  /**
   * @throws IllegalArgumentException naming the parameter, the offending word and the nearest known
   */
  static CrmTarget parse(String table, String key, String columns, String onDelete) {
    return new CrmTarget(
        required("table", table),
        required("key", key),
        ColumnMapping.parse(required("columns", columns)),
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
    return Stream.of(Stream.of(key), columns.columns().stream(), Stream.ofNullable(onDelete.flag()))
        .flatMap(names -> names);
  }

  String inWords() {
    return key + " from the id, " + columns.inWords() + "; a delete " + deleteInWords();
  }

  private String deleteInWords() {
    return switch (onDelete.kind()) {
      case DELETE -> "deletes the row";
      case FLAG -> "sets " + onDelete.flag();
      case IGNORE -> "leaves the row";
    };
  }
}
