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

  static VariableName of(String name) {
    int open = name.indexOf('[');
    List<@Nullable String> keys = new ArrayList<>();
    if (open < 0) {
      keys.add(name);
      return new VariableName(keys, false, false);
    }
    keys.add(name.substring(0, open));
    boolean wellFormed = open > 0 && addGroups(name, open, keys);
    return wellFormed ? new VariableName(keys, false, hasBrackets(keys)) : opaque(name);
  }

  private static VariableName opaque(String name) {
    return new VariableName(List.of(name), true, false);
  }

  /** True: the rest of the name is groups in brackets and nothing else. */
  private static boolean addGroups(String name, int from, List<@Nullable String> keys) {
    int depth = 0;
    int start = from;
    for (int i = from; i < name.length(); i++) {
      char c = name.charAt(i);
      if (depth == 0 && c != '[') {
        return false;
      } else if (c == '[' && depth++ == 0) {
        start = i + 1;
      } else if (c == ']' && --depth == 0) {
        keys.add(start == i ? null : name.substring(start, i));
      }
    }
    return depth == 0;
  }

  private static boolean hasBrackets(List<@Nullable String> keys) {
    return keys.stream().anyMatch(key -> key != null && key.indexOf('[') >= 0);
  }
}
