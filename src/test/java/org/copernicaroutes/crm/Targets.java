package org.copernicaroutes.crm;

import java.util.Map;

/** Uses of crm-sync-sink, as a route file writes them. */
final class Targets {

  private Targets() {}

  static CrmTarget parse(String table, String key, String columns, String onDelete) {
    return CrmTarget.parse(
        Map.of("table", table, "key", key, "columns", columns, "onDelete", onDelete));
  }

  /** A table {@code orders} of subprofiles, which go when their profile does. */
  static CrmTarget orders(String key, String columns, String onDelete) {
    return CrmTarget.parse(
        Map.of(
            "table",
            "orders",
            "key",
            key,
            "columns",
            columns,
            "onDelete",
            onDelete,
            "owner",
            "owner_id"));
  }

  /** Empties the columns of missing fields. */
  static CrmTarget clearing(String table, String columns) {
    return CrmTarget.parse(
        Map.of("table", table, "key", "id", "columns", columns, "onMissing", "clear"));
  }
}
