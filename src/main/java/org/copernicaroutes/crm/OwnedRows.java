package org.copernicaroutes.crm;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.copernicaroutes.crm.RowChange.Cell;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * Rows of subprofiles, which go when the profile goes that owns them.
 *
 * <p>The guard has a mark for each owner: the version of its delete. Whoever writes a subprofile
 * holds it with a shared lock and compares first, so that a delete finds every row that was written
 * before it, and what comes later finds the delete; also about a subprofile never seen before.
 */
record OwnedRows(Connection connection, Dialect dialect) {

  /**
   * Deletes are none: the row may be one that the delete of its owner did not find.
   *
   * @return those that are older than the delete of their owner
   */
  List<Row> outlived(List<Row> rows) throws SQLException {
    List<Row> outlived = new ArrayList<>();
    if (rows.get(0).target().owner() != null) {
      Map<Long, Map<Long, Version>> deletes = deletes(rows);
      for (Row row : rows) {
        Version delete = deletes.getOrDefault(row.mark().account(), Map.of()).get(owner(row));
        boolean late = delete != null && row.mark().version().isOlderThan(delete);
        if (late && !row.event().is(Action.DELETE)) {
          outlived.add(row);
        }
      }
    }
    return outlived;
  }

  /** By account and profile. */
  private Map<Long, Map<Long, Version>> deletes(List<Row> rows) throws SQLException {
    Map<Long, Set<Long>> owners = new TreeMap<>();
    for (Row row : rows) {
      if (row.event().getProfile() != null) {
        owners.computeIfAbsent(row.mark().account(), a -> new TreeSet<>()).add(owner(row));
      }
    }
    Map<Long, Map<Long, Version>> deletes = new HashMap<>();
    for (Map.Entry<Long, Set<Long>> some : owners.entrySet()) {
      String table = rows.get(0).mark().target();
      deletes.put(some.getKey(), held(table, some.getKey(), some.getValue()));
    }
    return deletes;
  }

  /** Minus one where the event does not say it; no profile has that id. */
  private static long owner(Row row) {
    Long profile = row.event().getProfile();
    return profile == null ? -1 : profile;
  }

  private Map<Long, Version> held(String table, long account, Set<Long> owners)
      throws SQLException {
    Map<Long, Version> held = locked(table, account, owners);
    Set<Long> unknown = new TreeSet<>(owners);
    unknown.removeAll(held.keySet());
    if (!unknown.isEmpty()) {
      for (long owner : unknown) {
        dialect.make(connection, new Mark(table, account, Mark.OWNER, owner, Version.NONE));
      }
      held.putAll(locked(table, account, unknown));
    }
    return held;
  }

  private Map<Long, Version> locked(String table, long account, Set<Long> owners)
      throws SQLException {
    Sql sql =
        new Sql()
            .add("select id, changed, kind, signed_at, received_at from copernica_applied")
            .add(" where target = ? and account = ?", table, account)
            .add(" and subject = ? and id in (", Mark.OWNER)
            .add(String.join(", ", Collections.nCopies(owners.size(), "?")), owners.toArray())
            .add(") order by id" + dialect.sharedLock());
    Map<Long, Version> held = new HashMap<>();
    try (PreparedStatement statement = sql.prepared(connection);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        held.put(row.getLong("id"), dialect.version(row));
      }
    }
    return held;
  }

  /**
   * Moves the owner's mark to its delete, then finds what it owns.
   *
   * @return null: something newer was applied before
   */
  @Nullable List<Row> disowned(
      CrmTarget target, Event event, long profile, Layout layout, RowChanges changes)
      throws SQLException {
    Mark owner = changes.mark(event, Mark.OWNER, profile, layout);
    if (!dialect.apply(connection, owner, RowChange.none(layout.table()))) {
      return null;
    }
    List<Cell> ownership = changes.ownership(event, target, layout);
    return ids(layout, ownership).stream()
        .map(id -> changes.ofOwned(id, target, event, layout, ownership))
        .toList();
  }

  /** Of rows whose id is a number, as all of ours are. */
  private Set<Long> ids(Layout layout, List<Cell> ownership) throws SQLException {
    Table table = layout.table();
    RowChange owned = new RowChange(RowChange.Kind.NONE, table, ownership, List.of());
    Sql sql =
        new Sql().add("select " + table.sql(layout.id()) + " from " + table.sql() + " where ");
    Set<Long> ids = new TreeSet<>();
    try (PreparedStatement statement = dialect.prepared(connection, sql.addKeyCondition(owned));
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String id = row.getString(1);
        if (id != null && id.strip().matches("\\d{1,18}")) {
          ids.add(Long.valueOf(id.strip()));
        }
      }
    }
    return ids;
  }
}
