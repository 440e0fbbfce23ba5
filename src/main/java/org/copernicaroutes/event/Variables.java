package org.copernicaroutes.event;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.copernicaroutes.event.Node.Branch;
import org.copernicaroutes.event.Node.Text;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one body, and what was odd about them.
 *
 * <p>Whoever understands a variable takes it out; what nobody took is {@link #extra()}.
 */
final class Variables {

  private static final int LONGEST_FOLDED = 255;

  private static final Branch NONE = new Branch();

  private final Branch root = new Branch();
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
  private final Set<String> conflicting = new HashSet<>();
  private final Map<String, String> kept = new LinkedHashMap<>();
  private Branch old = NONE;
  private int branches;

  Set<Flag> flags() {
    return flags;
  }

  void flag(Flag flag) {
    flags.add(flag);
  }

  Variables flagAll(Set<Flag> more) {
    flags.addAll(more);
    return this;
  }

  List<String> flagTexts() {
    return flags.stream().map(Flag::text).toList();
  }

  Branch root() {
    return root;
  }

  /** The same path twice: the last value wins, and that it happened is remembered. */
  void put(List<@Nullable String> path, String value) {
    Branch branch = root;
    String top = path.get(0);
    for (@Nullable String given : path.subList(0, path.size() - 1)) {
      branch = descend(branch, branch.key(given), top);
    }
    set(branch, branch.key(path.get(path.size() - 1)), value, top);
  }

  /** How many there are below the root. */
  int branches() {
    return branches;
  }

  /** The branch under that key, made where there is none. */
  Branch descend(Branch parent, String key, @Nullable String top) {
    if (parent.children().get(key) instanceof Branch branch) {
      return branch;
    }
    Branch created = new Branch();
    branches++;
    if (parent.put(key, created) != null) {
      conflict(top);
    }
    return created;
  }

  void set(Branch branch, String key, String value, @Nullable String top) {
    Node before = branch.put(key, new Text(value));
    if (value.indexOf('\0') >= 0) {
      flags.add(Flag.NUL_IN_VALUE);
    }
    if (before instanceof Branch) {
      conflict(top);
    } else if (before != null) {
      flags.add(Flag.REPEATED_NAME);
    }
  }

  /** The variable of that name was said in two shapes. */
  void conflict(@Nullable String top) {
    flags.add(Flag.CONFLICTING_NAME);
    conflicting.add(String.valueOf(top));
  }

  /** The values before the change, where the body told them. */
  Branch old() {
    return old;
  }

  void old(Branch values) {
    old = values;
  }

  boolean has(String name) {
    return root.children().containsKey(name);
  }

  boolean isEmptyText(String name) {
    return root.children().get(name) instanceof Text text && text.value().isEmpty();
  }

  boolean says(String name) {
    return root.says(name);
  }

  /** There is nothing but one text of that name. */
  boolean isOnlyText(String name) {
    return root.children().size() == 1 && root.children().get(name) instanceof Text;
  }

  /** Said once as text and once with brackets. */
  boolean isConflicting(String name) {
    return conflicting.contains(name);
  }

  @Nullable Node take(String name) {
    return root.children().remove(name);
  }

  /** For what decides what an event is and whom it is about: a single text, said once. */
  @Nullable String takeSingle(String name) throws UnreadableBody {
    Node node = root.children().get(name);
    if (node == null) {
      return null;
    }
    if (!(node instanceof Text text) || isConflicting(name)) {
      throw new UnreadableBody("its variable `" + name + "` is not a single value");
    }
    if (root.isRepeated(name)) {
      throw new UnreadableBody("its variable `" + name + "` is given more than once");
    }
    take(name);
    return text.value();
  }

  /** Takes an optional text; anything nested stays where it is, for {@link #extra()}. */
  @Nullable String takeText(String name) {
    if (root.children().get(name) instanceof Text text) {
      take(name);
      return text.value();
    }
    return null;
  }

  /** Puts aside what was taken but could not be used. */
  void keep(String name, String value) {
    if (kept.put(name, value) != null) {
      flags.add(Flag.REPEATED_NAME);
    }
  }

  void keep(String name, Node node) {
    keep(new StringBuilder(name), node);
  }

  /** One path for all, since a name may be long at every level. */
  private void keep(StringBuilder path, Node node) {
    if (node instanceof Text text) {
      keep(path.toString(), text.value());
    } else if (node instanceof Branch branch) {
      int length = path.length();
      for (Map.Entry<String, Node> child : branch.children().entrySet()) {
        keep(path.append('[').append(child.getKey()).append(']'), child.getValue());
        path.setLength(length);
      }
    }
  }

  /** Keeps what was understood to be odd, and says so. */
  void setAside(String name, Node node, Flag flag) {
    keep(name, node);
    flag(flag);
  }

  /** Everything that was not taken, nested values under their name on the wire: {@code a[b]}. */
  Map<String, String> extra() {
    root.children().forEach((name, node) -> keep(name, node));
    root.children().clear();
    return kept;
  }

  /** Names that differ only in case or in how their accents are composed get a flag. */
  void flagSimilarNames() {
    flagSimilarNames(root);
  }

  private void flagSimilarNames(Branch branch) {
    Set<String> seen = new HashSet<>();
    for (Map.Entry<String, Node> child : branch.children().entrySet()) {
      if (!seen.add(folded(child.getKey()))) {
        flags.add(Flag.SIMILAR_NAMES);
      }
      if (child.getValue() instanceof Branch below) {
        flagSimilarNames(below);
      }
    }
  }

  /** To compose a run of accents takes the square of its length, and no field has such a name. */
  private static String folded(String name) {
    return name.length() > LONGEST_FOLDED
        ? name
        : Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
