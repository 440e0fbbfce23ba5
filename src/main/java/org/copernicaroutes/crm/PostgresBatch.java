package org.copernicaroutes.crm;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.copernicaroutes.crm.RowChange.Kind;

/**
 * Many rows in three round trips: all marks, the rows whose mark moved, and those of them that are
 * not there yet. Each has a snapshot of its own, taken under the locks of the marks.
 */
record PostgresBatch(Connection connection) {

  /**
   * In rounds, since a batch speaks of each row once. The first takes all locks.
   *
   * @return those whose mark did not move
   */
  List<Row> apply(List<Row> rows) throws SQLException {
    List<Row> skipped = new ArrayList<>();
    for (List<Row> round : rounds(rows)) {
      skipped.addAll(applyOnce(round));
    }
    return skipped;
  }

  /** First what comes first about each row, then what comes second, and so on. */
  private static List<List<Row>> rounds(List<Row> rows) {
    List<List<Row>> rounds = new ArrayList<>();
    Map<Row.Id, Integer> times = new HashMap<>();
    for (Row row : rows) {
      int round = times.merge(row.id(), 1, Integer::sum);
      if (round > rounds.size()) {
        rounds.add(new ArrayList<>());
      }
      rounds.get(round - 1).add(row);
    }
    return rounds;
  }

  private List<Row> applyOnce(List<Row> rows) throws SQLException {
    List<Row> moved = new ArrayList<>(rows);
    List<Row> skipped = moveMarks(rows.stream().sorted(Row.BY_ID).toList());
    moved.removeAll(skipped);
    change(moved.stream().map(Row::change).filter(c -> !c.is(Kind.NONE)).toList());
    return skipped;
  }

  private List<Row> moveMarks(List<Row> rows) throws SQLException {
    return untouched(
        rows, run(rows.stream().map(r -> PostgresDialect.moveMark(r.mark())).toList()));
  }

  private void change(List<RowChange> changes) throws SQLException {
    List<RowChange> missing =
        untouched(changes, run(changes.stream().map(PostgresBatch::statement).toList()));
    run(
        missing.stream()
            .filter(c -> c.is(Kind.UPSERT))
            .map(c -> new Sql().addInsertSelect(c))
            .toList());
  }

  private static Sql statement(RowChange change) {
    return change.is(Kind.DELETE) ? new Sql().addDelete(change) : new Sql().addUpdate(change);
  }

  private static <T> List<T> untouched(List<T> all, List<Integer> counts) {
    List<T> untouched = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (counts.get(i) == 0) {
        untouched.add(all.get(i));
      }
    }
    return untouched;
  }

  /** In their order; neighbours of the same text go together. */
  private List<Integer> run(List<Sql> statements) throws SQLException {
    List<Integer> counts = new ArrayList<>();
    for (int from = 0, to; from < statements.size(); from = to) {
      to = from + 1;
      while (to < statements.size()
          && statements.get(to).text().equals(statements.get(from).text())) {
        to++;
      }
      for (int count : runTogether(statements.subList(from, to))) {
        counts.add(count);
      }
    }
    return counts;
  }

  /** The exception around the server's is left out: it quotes the values. */
  private int[] runTogether(List<Sql> statements) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statements.get(0).text())) {
      for (Sql statement : statements) {
        PostgresDialect.bind(prepared, statement.parameters());
        prepared.addBatch();
      }
      return prepared.executeBatch();
    } catch (BatchUpdateException e) {
      throw e.getNextException() == null ? e : e.getNextException();
    }
  }
}
