package org.copernicaroutes.event;

import java.util.LinkedHashMap;
import java.util.Map;
import org.copernicaroutes.event.Node.Branch;
import org.copernicaroutes.event.Node.Text;

/** The texts under {@code fields} or {@code parameters}, by name. */
final class Columns {

  private Columns() {}

  /** Empty where there are none. A value that is no text is kept for extra, and flagged. */
  static Map<String, String> take(Variables variables, String name) throws UnreadableBody {
    Node node = variables.take(name);
    boolean empty = node == null || node instanceof Text text && text.value().isEmpty();
    if (variables.isConflicting(name) || !(empty || node instanceof Branch)) {
      throw new UnreadableBody("its variable `" + name + "` is not a set of named values");
    }
    Map<String, String> columns = new LinkedHashMap<>();
    if (node instanceof Branch branch) {
      branch.children().forEach((key, value) -> add(columns, name, key, value, variables));
    }
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
