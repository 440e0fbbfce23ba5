package org.copernicaroutes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  /** What is set below a name that is the operator's own, by what that name stands below. */
  static final Map<String, Set<String>> BELOW_NAMES =
      Map.of(
          "copernica.crm.databases",
          Set.of("url", "username", "password", "maximum-pool-size", "connection-timeout"));

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
        .filter(name -> !known.contains(plain(name)) && !isBelowAName(plain(name)))
        .distinct();
  }

  private static boolean isBelowAName(String plain) {
    return BELOW_NAMES.entrySet().stream()
        .filter(names -> plain.startsWith(plain(names.getKey())))
        .flatMap(names -> names.getValue().stream())
        .anyMatch(option -> plain.endsWith(plain(option)));
  }

  /** Nothing where none is near. */
  String hint(String unknown) {
    String name = unknown.toLowerCase(Locale.ROOT).replace('_', '.');
    Set<String> known = new TreeSet<>(defaults.keySet());
    String parent = name.substring(0, name.lastIndexOf('.') + 1);
    BELOW_NAMES.forEach(
        (prefix, options) -> {
          if (parent.startsWith(prefix + ".")) {
            options.forEach(option -> known.add(parent + option));
          }
        });
    return NearestWord.hint(name, known);
  }

  /** The same for {@code group-size}, {@code groupSize}, {@code GROUP_SIZE}, and list items. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("(\\[\\d+]|_\\d+)+$", "")
        .replaceAll("[^a-z0-9]", "");
  }
}
