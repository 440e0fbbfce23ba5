package org.copernicaroutes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.copernicaroutes.routes.NearestWord;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

/**
 * Looks at the settings before anything starts. What exists is what config/application.yaml
 * documents: a name that is not there is reported, and a duration, size or count must be above zero
 * wherever the documented default is one.
 */
final class SettingsCheck implements EnvironmentPostProcessor {

  private static final Set<String> MAY_BE_ZERO =
      Set.of(
          "copernica.signature.max-skew",
          "copernica.signature.key-max-stale",
          "copernica.signature.key-refetch-interval",
          "copernica.signature.log-lines",
          "copernica.broker.min-disk-free");

  private final Log log;

  SettingsCheck(DeferredLogFactory logs) {
    this.log = logs.getLog(SettingsCheck.class);
  }

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment settings, SpringApplication app) {
    Map<String, String> documented = documented();
    documented.forEach((name, value) -> requireSensible(settings, name, value));
    documented.keySet().forEach(name -> requireOrder(settings, name));
    reportUnknown(settings, documented.keySet());
  }

  /** By name, the defaults as they are written. */
  static Map<String, String> documented() {
    return Stream.of("config/application.yaml", "config/application-demo.yaml")
        .map(SettingsCheck::read)
        .flatMap(file -> Arrays.stream(file.getPropertyNames()).map(n -> Map.entry(n, file)))
        .filter(entry -> entry.getKey().startsWith("copernica."))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> String.valueOf(e.getValue().getProperty(e.getKey())),
                (first, second) -> first,
                TreeMap::new));
  }

  private static EnumerablePropertySource<?> read(String file) {
    try {
      return (EnumerablePropertySource<?>)
          new YamlPropertySourceLoader().load(file, new ClassPathResource(file)).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireSensible(
      ConfigurableEnvironment settings, String name, String documented) {
    String written = settings.resolvePlaceholders(documented);
    if (written.matches("\\d+(us|ms|s|m|h|d)")) {
      requireAbove(settings, name, Duration.class, Duration::toNanos, written);
    } else if (written.matches("\\d+(B|KB|MB|GB)")) {
      requireAbove(settings, name, DataSize.class, DataSize::toBytes, written);
    } else if (written.matches("\\d+") && !name.equals("copernica.accounts")) {
      requireAbove(settings, name, Long.class, Long::longValue, written);
    }
  }

  private static <T> void requireAbove(
      ConfigurableEnvironment settings,
      String name,
      Class<T> type,
      ToLongFunction<T> number,
      String documented) {
    T value = value(settings, name, type);
    long least = MAY_BE_ZERO.contains(name) ? 0 : 1;
    if (value != null && number.applyAsLong(value) < least) {
      String range = least == 0 ? "zero or more" : "more than zero";
      throw refusal(settings, name, "Set it to " + range + "; the default is " + documented + ".");
    }
  }

  private static void requireOrder(ConfigurableEnvironment settings, String name) {
    if (!name.endsWith(".first-pause")) {
      return;
    }
    String longest = name.replace("first-pause", "longest-pause");
    Duration first = value(settings, name, Duration.class);
    Duration limit = value(settings, longest, Duration.class);
    if (first != null && limit != null && first.compareTo(limit) > 0) {
      throw refusal(settings, name, "It is longer than " + longest + ". Set it to that or less.");
    }
  }

  /** Nothing where it is not of that type: whoever binds it says so. */
  private static <T> @Nullable T value(
      ConfigurableEnvironment settings, String name, Class<T> type) {
    try {
      return settings.getProperty(name, type);
    } catch (ConversionException | IllegalArgumentException e) {
      return null;
    }
  }

  private static InvalidConfigurationPropertyValueException refusal(
      ConfigurableEnvironment settings, String name, String reason) {
    String written = settings.getProperty(name);
    return new InvalidConfigurationPropertyValueException(
        name, written, "start-up: " + name + " is " + written + ". " + reason);
  }

  private void reportUnknown(ConfigurableEnvironment settings, Set<String> documented) {
    Set<String> known = documented.stream().map(SettingsCheck::plain).collect(Collectors.toSet());
    settings.getPropertySources().stream()
        .filter(EnumerablePropertySource.class::isInstance)
        .flatMap(s -> Arrays.stream(((EnumerablePropertySource<?>) s).getPropertyNames()))
        .filter(name -> name.toLowerCase(Locale.ROOT).matches("copernica[._].+"))
        .filter(name -> !known.contains(plain(name)))
        .distinct()
        .forEach(name -> log.warn(unknown(name, documented)));
  }

  private static String unknown(String name, Set<String> documented) {
    String dotted = name.toLowerCase(Locale.ROOT).replace('_', '.');
    return "setting.unknown "
        + name
        + " has no effect: there is no such setting"
        + NearestWord.hint(dotted, documented)
        + " All of them are in config/application.yaml.";
  }

  /** The same for {@code group-size}, {@code groupSize}, {@code GROUP_SIZE}, and list items. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("(\\[\\d+]|_\\d+)+$", "")
        .replaceAll("[^a-z0-9]", "");
  }
}
