package org.copernicaroutes.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decoded variable name as a path: {@code fields[first name]} is {@code fields}, {@code first
 * name}.
 *
 * <p>Brackets inside a key count as long as they balance, so that a field called {@code x[y]} keeps
 * its name. A name whose brackets do not add up is one opaque key: PHP would cut it short, and two
 * fields could become one (copernica-spec.md 3.3).
 *
 * @param keys null elements are empty brackets
 */
record VariableName(List<@Nullable String> keys, boolean malformed, boolean brackets) {

  /** Stops at the first key too many: a name is as long as a body may be. */
  static VariableName of(String name, Limits limits) throws UnreadableBody {
    int open = name.indexOf('[');
    if (open < 0) {
      return new VariableName(List.of(name), false, false);
    }
    List<@Nullable String> keys = new ArrayList<>();
    keys.add(name.substring(0, open));
    boolean wellFormed = open > 0 && addGroups(name, open, keys, limits);
    return wellFormed ? new VariableName(keys, false, hasBrackets(keys)) : opaque(name);
  }

  private static VariableName opaque(String name) {
    return new VariableName(List.of(name), true, false);
  }

  /** True: the rest of the name is groups in brackets and nothing else. */
  private static boolean addGroups(
      String name, int from, List<@Nullable String> keys, Limits limits) throws UnreadableBody {
    int depth = 0;
    int start = from;
    for (int i = from; i < name.length(); i++) {
      char c = name.charAt(i);
      if (depth == 0 && c != '[') {
        return false;
      } else if (c == '[' && depth++ == 0) {
        start = i + 1;
      } else if (c == ']' && --depth == 0) {
        limits.checkDepth(keys.size());
        keys.add(start == i ? null : name.substring(start, i));
      }
    }
    return depth == 0;
  }

  private static boolean hasBrackets(List<@Nullable String> keys) {
    return keys.stream().anyMatch(key -> key != null && key.indexOf('[') >= 0);
  }
}
