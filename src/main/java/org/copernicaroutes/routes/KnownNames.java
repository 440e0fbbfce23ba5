package org.copernicaroutes.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.copernicaroutes.words.NearestWord;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Does everything exist that a route file names: schemes, kamelets and their parameters, settings?
 */
final class KnownNames {

  private static final Pattern SETTING = Pattern.compile("\\{\\{([^{}:?!]+)}}");
  static final Set<String> MAY_HOLD_EXPRESSIONS = Set.of("subject");
  static final Set<String> OPTIONS_OF_DESTINATION = Set.of("batch", "consumers");

  private static final Set<String> OF_THE_MACHINE =
      Set.of(
          StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
          StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);

  private final Environment environment;
  private final KameletCatalog kamelets = new KameletCatalog();
  private final Set<String> schemes;

  KnownNames(Environment environment) {
    this.environment = environment;
    this.schemes = schemes();
  }

  private static Set<String> schemes() {
    try {
      String folder = "classpath*:META-INF/services/org/apache/camel/component/*";
      Set<String> schemes =
          Arrays.stream(new PathMatchingResourcePatternResolver().getResources(folder))
              .map(r -> r.getFilename())
              .filter(Objects::nonNull)
              .collect(Collectors.toCollection(TreeSet::new));
      schemes.add("destination");
      return schemes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void check(RouteTree tree, Findings findings) {
    address(tree.from(), findings);
    tree.allSteps().flatMap(s -> s.address().stream()).forEach(a -> address(a, findings));
    tree.root().walk(node -> settings(node, findings));
  }

  private void address(Address address, Findings findings) {
    if (!schemes.contains(address.scheme()) && !address.isBySetting()) {
      findings.add(
          address.place(),
          Mistake.UNKNOWN_SCHEME,
          "unknown scheme `" + address.scheme() + ":`",
          NearestWord.hint(address.scheme(), schemes));
    } else if (address.scheme().equals("destination")) {
      unknownOptions(address, OPTIONS_OF_DESTINATION, "destination:", findings);
    } else if (address.scheme().equals("kamelet")) {
      kamelet(address, findings);
    }
  }

  private void kamelet(Address address, Findings findings) {
    kamelets
        .kamelet(address.path())
        .ifPresentOrElse(
            kamelet -> parameters(address, kamelet, findings),
            () ->
                findings.add(
                    address.place(),
                    Mistake.UNKNOWN_KAMELET,
                    "unknown kamelet `" + address.path() + "`",
                    NearestWord.hintOrAll(address.path(), kamelets.names())));
  }

  private static void parameters(Address address, Kamelet kamelet, Findings findings) {
    unknownOptions(address, kamelet.parameters().keySet(), kamelet.name(), findings);
    kamelet.required().stream()
        .filter(name -> !address.options().containsKey(name))
        .forEach(
            name ->
                findings.add(
                    address.place(),
                    Mistake.MISSING_PARAMETER,
                    kamelet.name() + " needs the parameter `" + name + "`"));
    address.options().forEach((name, value) -> value(kamelet, name, value, findings));
  }

  private static void value(Kamelet kamelet, String name, YamlNode node, Findings findings) {
    String value = Objects.requireNonNullElse(node.text(), "");
    if (!MAY_HOLD_EXPRESSIONS.contains(name) && value.contains("${")) {
      findings.add(
          node.place(),
          Mistake.DATA_CHOOSES,
          "`%s` of %s is fixed and cannot come from a message".formatted(name, kamelet.name()),
          "only `subject` may hold ${…}.");
    } else if (!value.contains("{{") && kamelet.refuses(name, value)) {
      findings.add(
          node.place(),
          Mistake.WRONG_VALUE,
          "`%s` of %s cannot be `%s`".formatted(name, kamelet.name(), value),
          NearestWord.hintOrAll(value, kamelet.parameters().get(name).values()));
    }
  }

  private static void unknownOptions(
      Address address, Set<String> known, String of, Findings findings) {
    address
        .options()
        .forEach(
            (name, node) -> {
              if (!known.contains(name)) {
                findings.add(
                    node.place(),
                    Mistake.UNKNOWN_OPTION,
                    "unknown option `" + name + "` of " + of,
                    NearestWord.hintOrAll(name, known));
              }
            });
  }

  private void settings(YamlNode node, Findings findings) {
    SETTING
        .matcher(Objects.requireNonNullElse(node.text(), ""))
        .results()
        .map(setting -> setting.group(1).strip())
        .filter(name -> !environment.containsProperty(name))
        .forEach(
            name ->
                findings.add(
                    node.place(),
                    Mistake.UNKNOWN_SETTING,
                    "the setting {{" + name + "}} does not exist",
                    settingHint(name)));
  }

  private String settingHint(String name) {
    return NearestWord.find(name, settingNames())
        .map(near -> "did you mean {{" + near + "}}?")
        .orElse("add it to config/application.yaml.");
  }

  /** Those of files and of the command line; what the machine has besides is no hint. */
  private Set<String> settingNames() {
    Set<String> names = new TreeSet<>();
    if (environment instanceof ConfigurableEnvironment configurable) {
      configurable.getPropertySources().stream()
          .filter(source -> !OF_THE_MACHINE.contains(source.getName()))
          .filter(EnumerablePropertySource.class::isInstance)
          .forEach(
              source ->
                  names.addAll(List.of(((EnumerablePropertySource<?>) source).getPropertyNames())));
    }
    return names;
  }
}
