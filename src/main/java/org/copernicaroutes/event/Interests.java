package org.copernicaroutes.event;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.copernicaroutes.event.Node.Branch;
import org.copernicaroutes.event.Node.Text;
import org.jspecify.annotations.Nullable;

/**
 * The union of all forms in which interests may come: a list, a map of switches, groups, or items
 * with a name (copernica-spec.md 2.10, no. 3). Where the form leaves a doubt there is no result: a
 * guess could switch somebody's newsletter off.
 */
final class Interests {

  private static final Set<String> ON = Set.of("1", "true", "yes", "on");
  private static final Set<String> OFF = Set.of("0", "false", "no", "off", "");

  private static final int LONGEST_WORD = "false".length();

  /** What an item may say beside its name. Any other word might be a switch that we do not know. */
  private static final Set<String> ITEM_WORDS = Set.of("name", "group", "id", "ID", "value");

  private final Map<String, Boolean> states = new LinkedHashMap<>();

  private Interests() {}

  /** On or off by name; empty where the form is not certain. */
  static Optional<Map<String, Boolean>> read(Node node) {
    if (node instanceof Text text) {
      return text.value().isEmpty() ? Optional.of(Map.of()) : Optional.empty();
    }
    Interests interests = new Interests();
    return interests.addAll((Branch) node) ? Optional.of(interests.states) : Optional.empty();
  }

  /** True: the names and switches are all that there is, so that nothing else need be kept. */
  static boolean isPlain(Node node) {
    return !(node instanceof Branch branch)
        || ((isList(branch) || allSwitches(branch))
            && branch.children().values().stream().allMatch(Text.class::isInstance));
  }

  private boolean addAll(Branch branch) {
    if (branch.isMixed()) {
      return false;
    }
    if (isList(branch) || allSwitches(branch)) {
      return addListOrSwitches(branch);
    }
    return !branch.hasIntegerKeys() && branch.children().values().stream().allMatch(this::addGroup);
  }

  private boolean addListOrSwitches(Branch branch) {
    if (isList(branch)) {
      return branch.children().values().stream().allMatch(this::addItem);
    }
    return branch.children().entrySet().stream()
        .allMatch(e -> add(e.getKey(), Boolean.TRUE.equals(asSwitch(e.getValue()))));
  }

  private boolean addGroup(Node group) {
    if (group instanceof Branch branch) {
      return !branch.isMixed()
          && (isList(branch) || allSwitches(branch))
          && addListOrSwitches(branch);
    }
    return asSwitch(group) == null && addItem(group);
  }

  private boolean addItem(Node item) {
    if (item instanceof Text text) {
      return add(text.value(), true);
    }
    Map<String, Node> words = ((Branch) item).children();
    Boolean on = words.containsKey("value") ? asSwitch(words.get("value")) : Boolean.TRUE;
    return words.get("name") instanceof Text name
        && ITEM_WORDS.containsAll(words.keySet())
        && on != null
        && add(name.value(), on);
  }

  /** False: the same name is both on and off. An empty name is nobody's and is left out. */
  private boolean add(String name, boolean on) {
    Boolean before = name.isEmpty() ? null : states.putIfAbsent(name, on);
    return before == null || before == on;
  }

  /** A JSON object of switches has names for keys: {@code {"0": true}} is the interest 0. */
  private static boolean isList(Branch branch) {
    return branch.isList() && !(branch.isObject() && allSwitches(branch));
  }

  private static boolean allSwitches(Branch branch) {
    return branch.children().values().stream().allMatch(child -> asSwitch(child) != null);
  }

  private static @Nullable Boolean asSwitch(@Nullable Node node) {
    if (!(node instanceof Text text) || text.value().length() > LONGEST_WORD) {
      return null;
    }
    String word = text.value().toLowerCase(Locale.ROOT);
    return ON.contains(word) ? Boolean.TRUE : OFF.contains(word) ? Boolean.FALSE : null;
  }
}
