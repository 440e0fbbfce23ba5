package org.copernicaroutes.event;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
    private Set<String> repeated = Set.of();
    private long next;
    private int integers;
    private boolean appended;
    private boolean named;
    private boolean object;

    Map<String, Node> children() {
      return children;
    }

    /** Null: no key was given, the item is appended. */
    String key(@Nullable String given) {
      appended |= given == null;
      named |= given != null;
      return given == null ? Long.toString(next) : given;
    }

    /** There is a child of that key, and it is more than empty text. */
    boolean says(String key) {
      Node child = children.get(key);
      return child != null && !(child instanceof Text text && text.value().isEmpty());
    }

    @Nullable Node put(String key, Node child) {
      Node before = children.put(key, child);
      if (before != null) {
        noteRepeated(key);
      } else if (isInteger(key)) {
        integers++;
        next = Math.max(next, Long.parseLong(key) + 1);
      }
      return before;
    }

    private void noteRepeated(String key) {
      if (repeated.isEmpty()) {
        repeated = new HashSet<>();
      }
      repeated.add(key);
    }

    /** A child of that key came more than once. */
    boolean isRepeated(String key) {
      return repeated.contains(key);
    }

    /** Gives a child away, with what is known about it; nothing where there is none. */
    void move(String key, Branch to, String newKey) {
      Node child = children.remove(key);
      if (child != null) {
        to.children.put(newKey, child);
      }
      if (isRepeated(key)) {
        to.noteRepeated(newKey);
      }
    }

    /** Some items have keys and some have none, so the keys mean nothing sure. */
    boolean isMixed() {
      return appended && named;
    }

    /** Here the keys are names for certain, whatever they look like. */
    void writtenAsObject() {
      object = true;
    }

    boolean isObject() {
      return object;
    }

    /** Keys are 0 to n-1, in any order. */
    boolean isList() {
      return integers == children.size() && next == integers;
    }

    boolean hasIntegerKeys() {
      return integers > 0;
    }

    private static boolean isInteger(String key) {
      return !key.isEmpty()
          && isDigit(key.charAt(0))
          && key.length() <= MAX_DIGITS
          && (key.charAt(0) != '0' || key.length() == 1)
          && key.chars().allMatch(Branch::isDigit);
    }

    private static boolean isDigit(int c) {
      return c >= '0' && c <= '9';
    }
  }
}
