package org.copernicaroutes.event;

import java.util.List;
import java.util.Map;
import org.copernicaroutes.event.Node.Branch;
import org.copernicaroutes.event.Node.Text;

/**
 * The nested shape of JSON callbacks, {@code {"profile":{"id":1,"fields":{…}}}}, brought to the
 * flat one that every other body has (copernica-spec.md 2.9).
 */
final class Callback {

  private static final List<String> OF_THE_ROW =
      List.of("database", "collection", "fields", "interests", "created", "modified");

  private Callback() {}

  /** Of an owner only the id is lifted: its fields are not the subprofile's. */
  static void flatten(Variables variables) {
    boolean nestedSubprofile = variables.root().children().get("subprofile") instanceof Branch;
    lift(variables, "subprofile", true);
    lift(variables, "profile", !nestedSubprofile);
  }

  private static void lift(Variables variables, String name, boolean isTheRow) {
    Map<String, Node> root = variables.root().children();
    if (!(root.get(name) instanceof Branch row)
        || !(row.children().remove("id") instanceof Text id)) {
      return;
    }
    if (isTheRow) {
      OF_THE_ROW.forEach(variable -> move(row.children(), root, variable));
    }
    variables.keep(name, row);
    root.put(name, id);
  }

  private static void move(Map<String, Node> from, Map<String, Node> to, String name) {
    if (from.containsKey(name) && !to.containsKey(name)) {
      to.put(name, from.remove(name));
    }
  }
}
