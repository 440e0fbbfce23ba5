package org.copernicaroutes.trial;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.copernicaroutes.event.ExampleBodies;
import org.copernicaroutes.trial.TryArguments.NotUnderstood;
import org.copernicaroutes.words.NearestWord;

/** The built-in bodies as the command line names them. */
final class Examples {

  private Examples() {}

  /** All of them where none is named; {@code click} is short for {@code click-message}. */
  static Map<String, byte[]> named(Optional<String> name) {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    ExampleBodies.all()
        .forEach((known, body) -> bodies.put(known, body.getBytes(StandardCharsets.UTF_8)));
    return name.map(wanted -> Map.of(full(wanted, bodies), bodies.get(full(wanted, bodies))))
        .orElse(bodies);
  }

  private static String full(String wanted, Map<String, byte[]> known) {
    for (String ending : new String[] {"", "-message", "-profile"}) {
      if (known.containsKey(wanted + ending)) {
        return wanted + ending;
      }
    }
    String near = NearestWord.hint(wanted, known.keySet());
    throw new NotUnderstood(
        "There is no example `%s`%s There are %s."
            .formatted(
                wanted, near.isEmpty() ? "." : "; " + near, String.join(", ", known.keySet())));
  }
}
