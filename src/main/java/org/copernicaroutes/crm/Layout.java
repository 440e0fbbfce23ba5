package org.copernicaroutes.crm;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.jspecify.annotations.Nullable;

/** A target whose names are those of the database. */
record Layout(Table table, Column key, List<Filled> filled, @Nullable Column flag) {

  /** A column and where its value comes from. */
  record Filled(Column column, Source source) {}

  /**
   * @throws DeliveryFailure misconfigured, with everything that is missing and the nearest names
   */
  static Layout of(CrmTarget target, Table table) {
    refuseMissing(target, table);
    Map<String, Column> columns = columns(target, table);
    refuseUnsupported(columns.values(), table);
    Function<String, Column> column = columns::get;
    List<Filled> filled =
        target.columns().assignments().stream()
            .map(a -> new Filled(column.apply(a.column()), a.source()))
            .toList();
    String flag = target.onDelete().flag();
    return new Layout(
        table, column.apply(target.key()), filled, flag == null ? null : column.apply(flag));
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

  private static Map<String, Column> columns(CrmTarget target, Table table) {
    Names known = new Names(table.columnNames());
    return target
        .columnNames()
        .collect(Collectors.toMap(n -> n, n -> table.column(known.find(n).orElseThrow())));
  }
}
