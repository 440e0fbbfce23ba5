package org.copernicaroutes.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
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
  private static final String PARAMETERS = "parameters";
  private static final Set<String> FIELDS_OF_TO =
      Set.of(
          "uri",
          PARAMETERS,
          "id",
          "description",
          "note",
          "disabled",
          "pattern",
          "variableSend",
          "variableReceive");
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
    address(tree.from(), Set.of(), findings);
    tree.allSteps().forEach(step -> step(step, findings));
    tree.root().walk(node -> settings(node, findings));
  }

  private void step(Step step, Findings findings) {
    Set<String> strange = new LinkedHashSet<>(step.body().fields().keySet());
    strange.removeAll(FIELDS_OF_TO);
    if (!step.kind().equals("to")) {
      strange.clear();
    }
    strange.forEach(name -> strangeField(step, name, findings));
    step.address().ifPresent(to -> address(to, strange, findings));
  }

  private static void strangeField(Step to, String name, Findings findings) {
    Set<String> absent = new TreeSet<>(FIELDS_OF_TO);
    absent.removeAll(to.body().fields().keySet());
    String hint = NearestWord.hint(name, absent);
    findings.add(
        to.body().fields().get(name).place(),
        Mistake.UNKNOWN_FIELD,
        "unknown field `" + name + "` of `to`",
        hint.isEmpty() ? "what the address takes belongs below `parameters`." : hint);
  }

  /**
   * @param strange the fields beside it that do not belong there
   */
  private void address(Address address, Set<String> strange, Findings findings) {
    if (!schemes.contains(address.scheme()) && !address.isBySetting()) {
      findings.add(
          address.place(),
          Mistake.UNKNOWN_SCHEME,
          "unknown scheme `" + address.scheme() + ":`",
          NearestWord.hint(address.scheme(), schemes));
    } else if (address.scheme().equals("destination")) {
      unknownOptions(address, OPTIONS_OF_DESTINATION, "destination:", findings);
    } else if (address.scheme().equals("kamelet")) {
      kamelet(address, strange, findings);
    }
  }

  private void kamelet(Address address, Set<String> strange, Findings findings) {
    kamelets
        .kamelet(address.path())
        .ifPresentOrElse(
            kamelet -> parameters(address, kamelet, strange, findings),
            () ->
                findings.add(
                    address.place(),
                    Mistake.UNKNOWN_KAMELET,
                    "unknown kamelet `" + address.path() + "`",
                    NearestWord.hintOrAll(address.path(), kamelets.names())));
  }

  private static void parameters(
      Address address, Kamelet kamelet, Set<String> strange, Findings findings) {
    unknownOptions(address, kamelet.parameters().keySet(), kamelet.name(), findings);
    Set<String> written = new LinkedHashSet<>(address.options().keySet());
    written.addAll(strange);
    kamelet.required().stream()
        .filter(name -> written.stream().noneMatch(word -> isMeant(word, name, kamelet)))
        .forEach(
            name ->
                findings.add(
                    address.place(),
                    Mistake.MISSING_PARAMETER,
                    kamelet.name() + " needs the parameter `" + name + "`"));
    address.options().forEach((name, value) -> value(kamelet, name, value, findings));
  }

  /** So that a misspelt or misplaced parameter, or the word above all of them, is said once. */
  private static boolean isMeant(String word, String parameter, Kamelet kamelet) {
    return word.equals(parameter)
        || NearestWord.find(word, List.of(PARAMETERS)).isPresent()
        || !kamelet.parameters().containsKey(word)
            && NearestWord.find(word, kamelet.parameters().keySet())
                .filter(parameter::equals)
                .isPresent();
  }

  private static void value(Kamelet kamelet, String name, YamlNode node, Findings findings) {
    String value = Objects.requireNonNullElse(node.text(), "");
    if (!kamelet.parameters().containsKey(name)) {
      return;
    }
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

  /** Misspelt settings, which only all the files together can tell. */
  List<RouteFileProblem> unasked(Collection<RouteText> files) {
    UnaskedSettings unasked =
        new UnaskedSettings(files, settingNames(), environment::containsProperty);
    return files.stream().flatMap(unasked::in).toList();
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
