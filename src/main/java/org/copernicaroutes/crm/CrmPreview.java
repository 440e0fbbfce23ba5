package org.copernicaroutes.crm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.copernicaroutes.crm.ColumnMapping.Assignment;
import org.copernicaroutes.crm.Layout.Filled;
import org.copernicaroutes.crm.RowChange.Cell;
import org.copernicaroutes.crm.RowPreview.Value;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Subject;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.jspecify.annotations.Nullable;

/**
 * Describes rows instead of writing them, with the values that the columns would take. It asks the
 * database for its table and columns and for nothing else; where that cannot be had it shows what
 * the event says.
 */
final class CrmPreview implements RowWriter {

  private static final String ID = "the id";

  /** Of a database that is not to be made. */
  private static final int H2_HAS_NONE = 90146;

  private final CrmDatabase database;
  private final RowChanges changes;
  private final RowPreview.Viewer viewer;

  /** Why the database cannot be had: it is not waited for with each event. */
  private @Nullable String away;

  CrmPreview(CrmDatabase database, RowChanges changes, RowPreview.Viewer viewer) {
    this.database = database;
    this.changes = changes;
    this.viewer = viewer;
  }

  @Override
  public void writeWithOthers(CrmTarget target, Event event) {
    write(target, event);
  }

  @Override
  public void write(CrmTarget target, Event event) {
    long id = CrmWriter.rowId(target, event);
    Lookup found = look(target);
    viewer.wouldWrite(
        found.table() == null
            ? unconverted(target, event, id, found.why())
            : converted(target, event, id, Layout.of(target, found.table())));
  }

  /** The table, or why it is not known. */
  private record Lookup(Table table, String why) {}

  private Lookup look(CrmTarget target) {
    return away == null ? ask(target) : new Lookup(null, away);
  }

  private Lookup ask(CrmTarget target) {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        return new Lookup(new TableReader(connection).read(target.table()), "");
      } finally {
        connection.rollback();
      }
    } catch (DeliveryFailure e) {
      return new Lookup(null, String.valueOf(e.getMessage()));
    } catch (SQLException | PoolInitializationException e) {
      away = why(e);
      return new Lookup(null, away);
    }
  }

  private String why(Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    boolean isMissing = root instanceof SQLException sql && sql.getErrorCode() == H2_HAS_NONE;
    String why =
        isMissing
            ? "there is none."
            : String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return "The database " + database.address().url() + " cannot be asked: " + why;
  }

  private RowPreview converted(CrmTarget target, Event event, long id, Layout layout) {
    Map<String, String> sources = sources(layout);
    if (disowns(target, event)) {
      List<Cell> owned = changes.ownership(event, target, layout);
      return new RowPreview(
          database.name(),
          word(target),
          layout.table().id(),
          values(owned, sources),
          List.of(),
          List.of(),
          null);
    }
    RowChange change = changes.of(event, id, target, layout);
    return new RowPreview(
        database.name(),
        change.kind().name().toLowerCase(Locale.ROOT),
        layout.table().id(),
        values(change.key(), sources),
        values(change.cells(), sources),
        untouched(layout, event, change),
        null);
  }

  private static boolean disowns(CrmTarget target, Event event) {
    return target.owner() != null && event.is(Subject.PROFILE);
  }

  private static Map<String, String> sources(Layout layout) {
    Map<String, String> sources = new HashMap<>();
    Stream.concat(layout.alsoKey().stream(), layout.filled().stream())
        .forEach(f -> sources.put(f.column().name(), f.source().inWords()));
    sources.put(layout.id().name(), ID);
    if (layout.flag() != null) {
      sources.put(layout.flag().name(), "onDelete");
    }
    return sources;
  }

  private static List<Value> values(List<Cell> cells, Map<String, String> sources) {
    return cells.stream().map(cell -> value(cell, sources)).toList();
  }

  private static Value value(Cell cell, Map<String, String> sources) {
    String name = cell.column().name();
    return new Value(name, cell.column().inWords(), plain(cell.value()), sources.get(name));
  }

  private static Object plain(Object value) {
    return value instanceof byte[] json ? new String(json, UTF_8) : value;
  }

  /** The columns that the event does not speak of. */
  private static List<Value> untouched(Layout layout, Event event, RowChange change) {
    if (!change.is(RowChange.Kind.UPSERT)) {
      return List.of();
    }
    return layout.filled().stream()
        .filter(filled -> !filled.source().saidBy(event))
        .map(CrmPreview::untouched)
        .toList();
  }

  private static Value untouched(Filled filled) {
    return new Value(
        filled.column().name(), filled.column().inWords(), null, filled.source().inWords());
  }

  private RowPreview unconverted(CrmTarget target, Event event, long id, String why) {
    List<Value> key = new ArrayList<>();
    List<Value> columns = new ArrayList<>();
    List<Value> untouched = new ArrayList<>();
    if (!disowns(target, event)) {
      key.add(new Value(target.key().id(), null, id, ID));
    }
    for (Assignment assignment : target.columns().assignments()) {
      Value value = value(assignment, event);
      boolean isKey =
          target.key().has(assignment.column())
              || disowns(target, event) && assignment.column().equalsIgnoreCase(target.owner());
      (isKey ? key : assignment.source().saidBy(event) ? columns : untouched).add(value);
    }
    boolean sets = !event.is(Action.DELETE);
    return new RowPreview(
        database.name(),
        sets ? "upsert" : word(target),
        target.table(),
        key,
        sets ? columns : List.of(),
        sets ? untouched : List.of(),
        why);
  }

  private static Value value(Assignment assignment, Event event) {
    return new Value(
        assignment.column(), null, assignment.source().in(event), assignment.source().inWords());
  }

  /** What a delete at Copernica comes to. */
  private static String word(CrmTarget target) {
    return switch (target.onDelete().kind()) {
      case DELETE -> "delete";
      case FLAG -> "update";
      case IGNORE -> "none";
    };
  }
}
