package org.copernicaroutes.crm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.copernicaroutes.crm.Layout.Filled;
import org.copernicaroutes.crm.RowChange.Cell;
import org.copernicaroutes.crm.RowChange.Kind;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Subject;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.jspecify.annotations.Nullable;

/** What an event means for a row: the columns it speaks of, and what its delete does. */
record RowChanges(Conversion conversion) {

  /**
   * @throws DeliveryFailure poison, naming the column and its type but no value
   */
  RowChange of(Event event, long id, CrmTarget target, Layout layout) {
    List<Cell> key = key(event, id, layout);
    return event.is(Action.DELETE)
        ? deleted(event, key, target, layout)
        : new RowChange(Kind.UPSERT, layout.table(), key, stated(event, layout));
  }

  private List<Cell> key(Event event, long id, Layout layout) {
    List<Cell> key = new ArrayList<>(1 + layout.alsoKey().size());
    key.add(cell(layout, layout.id(), id, "the id"));
    for (Filled filled : layout.alsoKey()) {
      key.add(keyPart(event, layout, filled));
    }
    return key;
  }

  /** No row is found by null. */
  private Cell keyPart(Event event, Layout layout, Filled part) {
    if (part.source().saidBy(event)) {
      Cell cell = cell(layout, part, event);
      if (cell.value() != null) {
        return cell;
      }
    }
    throw keyless(event, layout, part);
  }

  private static DeliveryFailure keyless(Event event, Layout layout, Filled part) {
    return DeliveryFailure.poison(
        ("Column `%s` of %s is part of the key, and there is no row without %s, which %s does not"
                + " say. Take @account or a fixed text instead, or let the URL that is registered"
                + " at Copernica carry ?database= and &collection=.")
            .formatted(part.column().name(), layout.table().id(), part.source().inWords(), event),
        null);
  }

  /**
   * What the guard is to hold once this event is applied.
   *
   * @param subject whose id it is
   */
  Mark mark(Event event, String subject, long id, Layout layout) {
    Version version = Version.of(event, conversion.zone());
    return new Mark(layout.table().id(), event.getAccount(), subject, id, version);
  }

  /**
   * What the delete of a profile does to a row that it owns.
   *
   * @param id of the subprofile
   */
  Row ofOwned(long id, CrmTarget target, Event event, Layout layout, List<Cell> ownership) {
    List<Cell> key = new ArrayList<>(ownership);
    key.add(cell(layout, layout.id(), id, "the id"));
    Mark mark = mark(event, Subject.SUBPROFILE.text(), id, layout);
    return new Row(target, event, mark, deleted(event, key, target, layout));
  }

  /** The columns by which all rows of a profile are found, as far as its delete says them. */
  List<Cell> ownership(Event event, CrmTarget target, Layout layout) {
    List<Cell> cells = new ArrayList<>();
    Stream.concat(layout.alsoKey().stream(), layout.filled().stream())
        .filter(filled -> isKeyOrOwner(filled, target, layout))
        .filter(filled -> filled.source().saidBy(event))
        .map(filled -> ownedPart(event, layout, filled))
        .forEach(cells::add);
    return cells;
  }

  /** The rows are subprofiles', though the event speaks of a profile. */
  private Cell ownedPart(Event event, Layout layout, Filled part) {
    return part.source().equals(new Source.Property("subject"))
        ? cell(layout, part.column(), Subject.SUBPROFILE.text(), part.source().inWords())
        : keyPart(event, layout, part);
  }

  private static boolean isKeyOrOwner(Filled filled, CrmTarget target, Layout layout) {
    return layout.alsoKey().contains(filled)
        || filled.column().name().equalsIgnoreCase(target.owner());
  }

  private List<Cell> stated(Event event, Layout layout) {
    List<Cell> cells = new ArrayList<>();
    for (Filled filled : layout.filled()) {
      if (filled.source().saidBy(event)) {
        cells.add(cell(layout, filled, event));
      }
    }
    if (layout.flag() != null) {
      cells.add(lowered(layout));
    }
    return cells;
  }

  private RowChange deleted(Event event, List<Cell> key, CrmTarget target, Layout layout) {
    return switch (target.onDelete().kind()) {
      case DELETE -> new RowChange(Kind.DELETE, layout.table(), key, List.of());
      case IGNORE -> new RowChange(Kind.NONE, layout.table(), key, List.of());
      case FLAG -> new RowChange(Kind.UPDATE, layout.table(), key, List.of(raised(event, layout)));
    };
  }

  /** A time says when; everything else says 1, on or true. */
  private Cell raised(Event event, Layout layout) {
    Column flag = layout.flag();
    Object value = keepsTime(flag) ? timeOf(event) : Boolean.TRUE;
    return fixed(layout, flag, value, "that a row is deleted");
  }

  private static Object timeOf(Event event) {
    return event.getTimestamp() != null ? event.getTimestamp() : event.getSignedAt();
  }

  /** A profile that comes back is no longer deleted. */
  private Cell lowered(Layout layout) {
    Column flag = layout.flag();
    return fixed(layout, flag, keepsTime(flag) ? null : Boolean.FALSE, "that a row is not deleted");
  }

  private static boolean keepsTime(Column column) {
    return switch (column.kind()) {
      case DATE, TIMESTAMP, INSTANT -> true;
      default -> false;
    };
  }

  private Cell cell(Layout layout, Filled filled, Event event) {
    Source source = filled.source();
    return source instanceof Source.Literal
        ? fixed(layout, filled.column(), source.in(event), source.inWords())
        : cell(layout, filled.column(), source.in(event), source.inWords());
  }

  private Cell cell(Layout layout, Column column, @Nullable Object value, String source) {
    try {
      return new Cell(column, conversion.convert(column, value));
    } catch (Misfit e) {
      throw DeliveryFailure.poison(
          misfit(layout, column, source, e) + " Change the column" + Misfit.REMEDY, e);
    }
  }

  /** What is the same in all events. */
  private Cell fixed(Layout layout, Column column, @Nullable Object value, String what) {
    try {
      return new Cell(column, conversion.convert(column, value));
    } catch (Misfit e) {
      throw DeliveryFailure.misconfigured(
          misfit(layout, column, what, e)
              + " Correct crm-sync-sink in the route file, or the column.",
          e);
    }
  }

  private static String misfit(Layout layout, Column column, String source, Misfit why) {
    return "Column `%s` of %s is %s and cannot take %s: %s."
        .formatted(column.name(), layout.table().id(), column.inWords(), source, why.getMessage());
  }
}
