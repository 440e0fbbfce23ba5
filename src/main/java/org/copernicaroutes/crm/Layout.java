package org.copernicaroutes.crm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.copernicaroutes.crm.Column.Untold;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.jspecify.annotations.Nullable;

/**
 * A target whose names are those of the database.
 *
 * @param id the column of the key that holds the id
 * @param alsoKey the other columns of the key
 * @param filled all other columns
 * @param flag what a delete sets
 */
record Layout(
    Table table, Column id, List<Filled> alsoKey, List<Filled> filled, @Nullable Column flag) {

  /** A column and where its value comes from. */
  record Filled(Column column, Source source) {

    private String inWords() {
      return Layout.inWords(column) + " from " + source.inWords();
    }
  }

  /**
   * @throws DeliveryFailure misconfigured, with all columns at fault and the nearest names
   */
  static Layout of(CrmTarget target, Table table) {
    refuseMissing(target, table);
    Map<String, Column> columns = columns(target, table);
    refuseUnsupported(columns.values(), table);
    refuseGenerated(columns.values(), table);
    refuseMaps(target, columns, table);
    refuse(
        Stream.of(columns.get(target.key().id())).filter(column -> !column.takesIds()),
        "%s of "
            + table.id()
            + " cannot hold ids. Make it bigint, or name as key of crm-sync-sink a column that does.");
    String flag = target.onDelete().flag();
    return new Layout(
        table,
        columns.get(target.key().id()),
        filled(target, columns, target.key()::has),
        filled(target, columns, name -> !target.key().has(name)),
        flag == null ? null : columns.get(flag));
  }

  private static List<Filled> filled(
      CrmTarget target, Map<String, Column> columns, Predicate<String> wanted) {
    return target.columns().assignments().stream()
        .filter(a -> wanted.test(a.column()))
        .map(a -> new Filled(columns.get(a.column()), a.source()))
        .toList();
  }

  private static void refuseMissing(CrmTarget target, Table table) {
    Names known = new Names(table.columnNames());
    List<String> missing =
        target.columnNames().filter(n -> known.find(n).isEmpty()).map(known::missing).toList();
    if (!missing.isEmpty()) {
      throw DeliveryFailure.misconfigured(
          "Table "
              + table.id()
              + " has no column "
              + String.join(", no column ", missing)
              + " Add it to the table, or correct crm-sync-sink in the route file.",
          null);
    }
  }

  private static void refuseUnsupported(Collection<Column> columns, Table table) {
    columns.stream()
        .filter(column -> column.kind() == Column.Kind.UNSUPPORTED)
        .findFirst()
        .ifPresent(
            column -> {
              throw DeliveryFailure.misconfigured(
                  ("Column `%s` of %s is %s, which cannot be filled from text. Leave it out of"
                          + " crm-sync-sink.")
                      .formatted(column.name(), table.id(), column.typeName()),
                  null);
            });
  }

  private static void refuseGenerated(Collection<Column> columns, Table table) {
    refuse(
        columns.stream().filter(column -> column.untold() == Untold.ALWAYS),
        "The database itself fills %s of "
            + table.id()
            + " and takes no value there. Leave it out of columns; as key name another column,"
            + " unique, beside it.");
  }

  /**
   * Once a new row was refused for want of a value, and not before: triggers fill columns too. One
   * that this event alone leaves out is a matter of the event.
   *
   * @throws DeliveryFailure misconfigured, with all columns that no event fills
   */
  static void refuseUnfilled(CrmTarget target, RowChange change) {
    List<Column> open = change.unfilled();
    Names filled = new Names(target.columnNames().toList());
    if (open.stream().noneMatch(column -> filled.find(column.name()).isPresent())) {
      refuse(
          open.stream(),
          "Nothing fills %s of "
              + change.table().id()
              + ", where null is refused and nothing stands by default, so that no new row can be"
              + " made. Fill it in columns of crm-sync-sink, or give it a default in the table.");
    }
  }

  private static void refuseMaps(CrmTarget target, Map<String, Column> columns, Table table) {
    refuse(
        target.columns().assignments().stream()
            .filter(a -> a.source().isMap())
            .map(a -> columns.get(a.column()))
            .filter(column -> !column.takesJson()),
        "%s of "
            + table.id()
            + " cannot take a whole map, which is written as JSON. Make it json, jsonb or text, or"
            + " name one field in columns of crm-sync-sink.");
  }

  private static void refuse(Stream<Column> columns, String why) {
    String list = columns.map(Layout::inWords).collect(Collectors.joining(", "));
    if (!list.isEmpty()) {
      throw DeliveryFailure.misconfigured(why.formatted(list), null);
    }
  }

  private static String inWords(Column column) {
    return "`" + column.name() + "` (" + column.inWords() + ")";
  }

  private static Map<String, Column> columns(CrmTarget target, Table table) {
    Names known = new Names(table.columnNames());
    return target
        .columnNames()
        .collect(Collectors.toMap(n -> n, n -> table.column(known.find(n).orElseThrow())));
  }

  /** Each column with its type and how it is filled. */
  String inWords(CrmTarget target) {
    List<String> columns = new ArrayList<>(List.of(inWords(id) + " from the id"));
    Stream.concat(alsoKey.stream(), filled.stream()).map(Filled::inWords).forEach(columns::add);
    String deletes = "; a delete " + inWords(target.onDelete(), flag);
    return String.join(", ", columns)
        + deletes
        + (target.owner() == null ? "" : ", that of a profile all rows that it owns");
  }

  private static String inWords(OnDelete onDelete, @Nullable Column flag) {
    return switch (onDelete.kind()) {
      case DELETE -> "deletes the row";
      case FLAG -> "sets " + inWords(flag);
      case IGNORE -> "leaves the row";
    };
  }
}
