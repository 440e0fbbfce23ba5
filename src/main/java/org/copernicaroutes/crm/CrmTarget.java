package org.copernicaroutes.crm;

import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one use of crm-sync-sink says: which table, which columns say whose row it is, how all are
 * filled, and what a delete does. Names are as written; the database has not been asked yet.
 *
 * @param owner the column with the profile's id, in a table of subprofiles that go when it does
 */
record CrmTarget(
    String table, RowKey key, ColumnMapping columns, OnDelete onDelete, @Nullable String owner) {

  private static final String NO_OWNER = "none";

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
    String owner = owner(parameters.getOrDefault("owner", NO_OWNER).strip());
    ColumnMapping columns =
        OnMissing.parse(parameters.getOrDefault("onMissing", ""))
            .in(ColumnMapping.parse(required("columns", parameters)))
            .withOwner(owner);
    return new CrmTarget(
        required("table", parameters),
        RowKey.parse(required("key", parameters), columns),
        columns,
        OnDelete.parse(parameters.getOrDefault("onDelete", "")),
        owner);
  }

  private static @Nullable String owner(String text) {
    return text.isEmpty() || text.equals(NO_OWNER) ? null : text;
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
