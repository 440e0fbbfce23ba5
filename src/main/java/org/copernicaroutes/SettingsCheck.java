package org.copernicaroutes;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertyResolver;
import org.springframework.util.unit.DataSize;

/**
 * Looks at the settings before anything starts: refuses a value out of range, and reports a name
 * that is not documented.
 */
final class SettingsCheck implements EnvironmentPostProcessor {

  /** Whatever has a default of one of these kinds is more than zero, */
  private static final List<Kind<?>> KINDS =
      List.of(
          new Kind<>("\\d+(us|ms|s|m|h|d)", Duration.class, d -> d.compareTo(Duration.ZERO)),
          new Kind<>("\\d+(B|KB|MB|GB)", DataSize.class, s -> s.compareTo(DataSize.ofBytes(0))),
          new Kind<>("\\d+", Long.class, Long::signum));

  /** except for these, where zero means none; */
  private static final Set<String> MAY_BE_ZERO =
      Set.of(
          "copernica.signature.max-skew",
          "copernica.signature.key-max-stale",
          "copernica.signature.key-refetch-interval",
          "copernica.signature.log-lines",
          "copernica.broker.min-disk-free");

  /** and each pause that is named first is no longer than the one that is named longest. */
  private static final String FIRST = ".first-pause";

  private static final String LONGEST = ".longest-pause";

  private final Log log;

  SettingsCheck(DeferredLogFactory logs) {
    this.log = logs.getLog(SettingsCheck.class);
  }

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment settings, SpringApplication app) {
    DocumentedSettings documented = DocumentedSettings.read();
    documented
        .defaults()
        .forEach((name, value) -> check(settings, name, settings.resolvePlaceholders(value)));
    var given =
        settings.getPropertySources().stream()
            .filter(EnumerablePropertySource.class::isInstance)
            .flatMap(s -> Arrays.stream(((EnumerablePropertySource<?>) s).getPropertyNames()));
    documented.unknown(given).forEach(name -> report(name, documented.hint(name)));
    if (isReceiver(app)) {
      MissingSettings.check(settings);
    }
  }

  /** Not the command check, which needs no account, nor a part of it in a test. */
  private static boolean isReceiver(SpringApplication app) {
    return app.getAllSources().contains(Application.class)
        && app.getWebApplicationType() != WebApplicationType.NONE;
  }

  private void report(String unknown, String hint) {
    log.warn(
        "setting.unknown %s has no effect: there is no such setting%s All of them are in config/application.yaml."
            .formatted(unknown, hint.isEmpty() ? "." : "; " + hint));
  }

  private static void check(PropertyResolver settings, String name, String byDefault) {
    KINDS.stream()
        .filter(kind -> byDefault.matches(kind.writtenAs))
        .findFirst()
        .ifPresent(kind -> requireInRange(settings, name, kind, byDefault));
    if (name.endsWith(FIRST)) {
      requireInOrder(settings, name, name.replace(FIRST, LONGEST));
    }
  }

  private static void requireInRange(
      PropertyResolver settings, String name, Kind<?> kind, String byDefault) {
    boolean mayBeZero = MAY_BE_ZERO.contains(name);
    if (kind.sign(settings, name) < (mayBeZero ? 0 : 1)) {
      String range = mayBeZero ? "zero or more" : "more than zero";
      throw refusal(settings, name, "Set it to %s; the default is %s.".formatted(range, byDefault));
    }
  }

  private static void requireInOrder(PropertyResolver settings, String name, String longest) {
    Duration first = value(settings, name, Duration.class);
    Duration limit = value(settings, longest, Duration.class);
    if (first != null && limit != null && first.compareTo(limit) > 0) {
      throw refusal(settings, name, "It is longer than " + longest + ". Set it to that or less.");
    }
  }

  private static RuntimeException refusal(PropertyResolver settings, String name, String reason) {
    String written = settings.getProperty(name);
    return new InvalidConfigurationPropertyValueException(
        name, written, "start-up: " + name + " is " + written + ". " + reason);
  }

  /** Nothing where it is not of that type: whoever binds it says so. */
  private static <T> @Nullable T value(PropertyResolver settings, String name, Class<T> type) {
    try {
      return settings.getProperty(name, type);
    } catch (ConversionException | IllegalArgumentException e) {
      return null;
    }
  }

  private record Kind<T>(String writtenAs, Class<T> type, ToIntFunction<T> sign) {

    /** More than zero for what is absent or of another type. */
    int sign(PropertyResolver settings, String name) {
      T value = value(settings, name, type);
      return value == null ? 1 : sign.applyAsInt(value);
    }
  }
}
