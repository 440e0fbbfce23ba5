package org.copernicaroutes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Settings without which the receiver does not start; the message names all of them. */
final class MissingSettings extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String HOSTS = "copernica.callback.hosts";
  private static final Map<String, String> REQUIRED = required();

  /** It says what hosts says, and more. */
  private static final String PUBLIC_URL = "copernica.callback.public-url";

  private final String first;

  private MissingSettings(List<String> names) {
    super(
        names.stream()
            .map(name -> name + " is empty: it is " + REQUIRED.get(name) + ".")
            .collect(Collectors.joining(System.lineSeparator())));
    first = names.get(0);
  }

  private static Map<String, String> required() {
    Map<String, String> required = new LinkedHashMap<>();
    required.put("copernica.accounts", "the number that GET identity shows, several with commas");
    required.put(HOSTS, "the host name in the URL that Copernica calls");
    return required;
  }

  /**
   * @throws MissingSettings where one is empty
   */
  static void check(Environment settings) {
    Binder binder = Binder.get(settings);
    List<String> missing =
        REQUIRED.keySet().stream()
            .filter(name -> isEmpty(binder, name))
            .filter(name -> !name.equals(HOSTS) || isEmpty(binder, PUBLIC_URL))
            .toList();
    if (!missing.isEmpty()) {
      throw new MissingSettings(missing);
    }
  }

  private static boolean isEmpty(Binder binder, String name) {
    return binder
        .bind(name, Bindable.listOf(String.class))
        .map(values -> values.stream().allMatch(String::isBlank))
        .orElse(true);
  }

  /** Shows the message instead of a stack trace, and where settings go. */
  static final class Analyzer extends AbstractFailureAnalyzer<MissingSettings> {

    @Override
    protected FailureAnalysis analyze(Throwable root, MissingSettings cause) {
      return new FailureAnalysis(
          cause.getMessage(),
          "Set it in config/application.yaml, as --%s=… on the command line, or as %s=… in the environment."
              .formatted(cause.first, cause.first.toUpperCase(Locale.ROOT).replace('.', '_')),
          cause);
    }
  }
}
