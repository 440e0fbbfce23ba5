package org.copernicaroutes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.copernicaroutes.words.NearestWord;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * Our settings, as config/application.yaml and config/application-demo.yaml document them.
 *
 * @param defaults by name, as they are written there; the first file goes first
 */
record DocumentedSettings(Map<String, String> defaults) {

  static DocumentedSettings read() {
    return new DocumentedSettings(
        Stream.of("config/application.yaml", "config/application-demo.yaml")
            .flatMap(DocumentedSettings::entries)
            .filter(setting -> setting.getKey().startsWith("copernica."))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    Map.Entry::getValue,
                    (first, second) -> first,
                    TreeMap::new)));
  }

  private static Stream<Map.Entry<String, String>> entries(String file) {
    try {
      var loaded = new YamlPropertySourceLoader().load(file, new ClassPathResource(file)).get(0);
      return Arrays.stream(((EnumerablePropertySource<?>) loaded).getPropertyNames())
          .map(name -> Map.entry(name, String.valueOf(loaded.getProperty(name))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of the given names that look like ours and are none. */
  Stream<String> unknown(Stream<String> given) {
    Set<String> known =
        defaults.keySet().stream().map(DocumentedSettings::plain).collect(Collectors.toSet());
    return given
        .filter(name -> name.toLowerCase(Locale.ROOT).matches("copernica[._].+"))
        .filter(name -> !known.contains(plain(name)))
        .distinct();
  }

  /** Nothing where none is near. */
  String hint(String unknown) {
    return NearestWord.hint(unknown.toLowerCase(Locale.ROOT).replace('_', '.'), defaults.keySet());
  }

  /** The same for {@code group-size}, {@code groupSize}, {@code GROUP_SIZE}, and list items. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("(\\[\\d+]|_\\d+)+$", "")
        .replaceAll("[^a-z0-9]", "");
  }
}
