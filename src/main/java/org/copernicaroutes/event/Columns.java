package org.copernicaroutes.event;

import java.util.LinkedHashMap;
import java.util.Map;
import org.copernicaroutes.event.Node.Branch;
import org.copernicaroutes.event.Node.Text;

/** The texts under {@code fields} or {@code parameters}, by name. */
final class Columns {

  private Columns() {}

  /** Of a state that will be applied: anything but named values makes the body unreadable. */
  static Map<String, String> takeState(Variables variables, String name) throws UnreadableBody {
    if (!isNamedValues(variables, name)) {
      throw new UnreadableBody("its variable `" + name + "` is not a set of named values");
    }
    return take(variables, name);
  }

  /** Of what is only for the record: anything but named values is kept for extra, and flagged. */
  static Map<String, String> takeRecord(Variables variables, String name) {
    if (isNamedValues(variables, name)) {
      return take(variables, name);
    }
    variables.flag(Flag.UNNAMED_VALUE);
    return Map.of();
  }

  /** Absent and empty text both are: no values at all. */
  private static boolean isNamedValues(Variables variables, String name) {
    boolean named =
        !variables.has(name)
            || variables.isEmptyText(name)
            || variables.root().children().get(name) instanceof Branch;
    return named && !variables.isConflicting(name);
  }

  /** A single value that is no text is kept for extra, and flagged. */
  private static Map<String, String> take(Variables variables, String name) {
    return variables.take(name) instanceof Branch branch
        ? texts(branch, name, variables)
        : Map.of();
  }

  static Map<String, String> texts(Branch branch, String name, Variables variables) {
    if (branch.children().isEmpty()) {
      return Map.of();
    }
    Map<String, String> columns = new LinkedHashMap<>();
    branch.children().forEach((key, value) -> add(columns, name, key, value, variables));
    return columns;
  }

  private static void add(
      Map<String, String> columns, String name, String key, Node value, Variables variables) {
    if (value instanceof Text text) {
      columns.put(key, text.value());
    } else {
      variables.setAside(name + '[' + key + ']', value, Flag.NESTED_VALUE);
    }
  }
}
