package org.copernicaroutes.event;

import java.util.List;
import org.copernicaroutes.event.Node.Branch;
import org.copernicaroutes.event.Node.Text;

/**
 * The shapes of callbacks, brought to the flat one that every other body has (copernica-spec.md
 * 2.9): {@code {"profile":{"id":1,"fields":{…}}}}, and in XML old values beside new ones.
 */
final class Callback {

  private static final String FIELDS = "fields";
  private static final String UPDATED = "updated";

  private static final List<String> OF_THE_ROW =
      List.of("database", "collection", FIELDS, "interests", "created", "modified");

  private static final List<String> ROWS = List.of("subprofile", "profile");

  private Callback() {}

  /** Of an owner only the id is lifted: its fields are not the subprofile's. */
  static void flatten(Variables variables) {
    lift(variables, "subprofile", true);
    lift(variables, "profile", !variables.says("subprofile") && !variables.says("collection"));
  }

  private static void lift(Variables variables, String name, boolean isTheRow) {
    Branch root = variables.root();
    if (!(root.children().get(name) instanceof Branch row)
        || !(row.children().get("id") instanceof Text)) {
      return;
    }
    root.children().remove(name);
    row.move("id", root, name);
    if (isTheRow) {
      OF_THE_ROW.stream()
          .filter(variable -> !variables.has(variable))
          .forEach(variable -> row.move(variable, root, variable));
    }
    variables.keep(name, row);
  }

  /** A document that is itself called after the row: its `id` is the row's. */
  static void nameRow(Variables variables, String document) {
    if (ROWS.contains(document) && !variables.has(document)) {
      variables.root().move("id", variables.root(), document);
    }
  }

  /**
   * XML alone: `fields` are the old values, `updated` beside them the new ones. What was not
   * updated is as it was.
   */
  static void update(Variables variables) throws UnreadableBody {
    Branch row = row(variables.root());
    if (row.children().get(UPDATED) instanceof Branch updated) {
      Branch old = row.children().get(FIELDS) instanceof Branch fields ? fields : new Branch();
      if (row != variables.root() && variables.has(FIELDS)) {
        throw new UnreadableBody("its `updated` is in the row and `fields` beside the row");
      }
      checkOnce(old, FIELDS);
      checkOnce(updated, UPDATED);
      if (old.children().isEmpty() && row.says(FIELDS)) {
        return;
      }
      row.children().remove(UPDATED);
      row.children().put(FIELDS, updated(old, updated));
      variables.old(old);
    }
  }

  private static Branch updated(Branch old, Branch updated) {
    Branch state = new Branch();
    state.children().putAll(old.children());
    state.children().putAll(updated.children());
    return state;
  }

  /** Beside the row's id, or else beside the row. */
  private static Branch row(Branch root) {
    Node row = root.children().get(root.says("subprofile") ? "subprofile" : "profile");
    return row instanceof Branch branch && branch.children().containsKey(UPDATED) ? branch : root;
  }

  /** No element is called after a number, so numbers are repetitions. */
  private static void checkOnce(Branch named, String name) throws UnreadableBody {
    if (named.hasIntegerKeys()) {
      throw new UnreadableBody("its variable `" + name + "` is given more than once");
    }
  }
}
