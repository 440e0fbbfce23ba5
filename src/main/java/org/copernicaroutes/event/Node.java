package org.copernicaroutes.event;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decoded value: text, or a branch of named ones. Form and JSON bodies both become these. */
sealed interface Node {

  record Text(String value) implements Node {}

  /**
   * Children in order of first arrival, keyed as PHP keys them: an item without a key gets the
   * integer after the largest so far (copernica-spec.md 3.2, no. 7).
   */
  final class Branch implements Node {

    /** Longer integers are text to us: the next one would overflow. */
    private static final int MAX_DIGITS = 18;

    private final Map<String, Node> children = new LinkedHashMap<>();
    private long next;
    private int integers;
    private boolean appended;
    private boolean named;

    Map<String, Node> children() {
      return children;
    }

    /** Null: no key was given, the item is appended. */
    String key(@Nullable String given) {
      appended |= given == null;
      named |= given != null;
      return given == null ? Long.toString(next) : given;
    }

    @Nullable Node put(String key, Node child) {
      Node before = children.put(key, child);
      if (before == null && isInteger(key)) {
        integers++;
        next = Math.max(next, Long.parseLong(key) + 1);
      }
      return before;
    }

    /** Some items have keys and some have none, so the keys mean nothing sure. */
    boolean isMixed() {
      return appended && named;
    }

    /** Keys are 0 to n-1, in any order. */
    boolean isList() {
      return integers == children.size() && next == integers;
    }

    boolean hasIntegerKeys() {
      return integers > 0;
    }

    private static boolean isInteger(String key) {
      boolean digits = !key.isEmpty() && key.chars().allMatch(c -> c >= '0' && c <= '9');
      return digits && key.length() <= MAX_DIGITS && (key.equals("0") || key.charAt(0) != '0');
    }
  }
}
