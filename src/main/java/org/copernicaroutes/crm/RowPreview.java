package org.copernicaroutes.crm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What crm-sync-sink would do to a row.
 *
 * @param database its name, {@code default} for that of spring.datasource
 * @param change {@code upsert}, {@code update}, {@code delete} or {@code none}
 * @param table as the database names it, or as the route file does where that was not asked
 * @param key the columns that say which row, or which rows
 * @param columns those that are set
 * @param untouched why each other column of the step stays as it is
 * @param unconverted why the database could not be asked; then values are as the event has them.
 *     Null where they are what the columns take
 */
public record RowPreview(
    String database,
    String change,
    String table,
    List<Value> key,
    List<Value> columns,
    List<Value> untouched,
    @Nullable String unconverted) {

  /**
   * A column, what it gets and where that comes from.
   *
   * @param type of the column, where the database was asked
   */
  public record Value(String column, @Nullable String type, @Nullable Object value, String from) {}

  /** Takes note of them. */
  public interface Viewer {
    void wouldWrite(RowPreview row);
  }
}
