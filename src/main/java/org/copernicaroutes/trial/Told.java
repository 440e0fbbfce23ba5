package org.copernicaroutes.trial;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, or would have.
 *
 * @param what the kind, such as {@code when} or {@code mail}
 * @param spot nothing where no step of a file did it
 * @param said the rest, by the names of docs/trying.md
 */
record Told(String what, @Nullable Spot spot, Map<String, @Nullable Object> said) {

  boolean is(String kind) {
    return what.equals(kind);
  }

  @Nullable Object get(String name) {
    return said.get(name);
  }

  String text(String name) {
    return String.valueOf(said.get(name));
  }

  /** Names and values in turn. */
  static Map<String, @Nullable Object> saying(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      said.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return said;
  }
}
