package org.copernicaroutes.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Does everything exist that a route file names: schemes, kamelets and their parameters, settings?
 */
final class KnownNames {

  private static final Pattern SETTING = Pattern.compile("\\{\\{([^{}:?!]+)}}");
  private static final Set<String> MAY_HOLD_EXPRESSIONS = Set.of("subject");
  private static final Set<String> OPTIONS_OF_DESTINATION = Set.of("batch", "consumers");

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

  List<RouteFileProblem> problems(RouteTree tree) {
    List<RouteFileProblem> problems = new ArrayList<>();
    address(tree, tree.from(), problems);
    tree.allSteps().flatMap(s -> s.address().stream()).forEach(a -> address(tree, a, problems));
    tree.root().walk(node -> settings(tree, node, problems));
    return problems;
  }

  private void address(RouteTree tree, Address address, List<RouteFileProblem> problems) {
    if (!schemes.contains(address.scheme()) && !address.isBySetting()) {
      problems.add(
          tree.problem(
              address.line(),
              "unknown scheme `"
                  + address.scheme()
                  + ":`"
                  + NearestWord.hint(address.scheme(), schemes)));
    } else if (address.scheme().equals("destination")) {
      unknownOptions(tree, address, OPTIONS_OF_DESTINATION, "destination:", problems);
    } else if (address.scheme().equals("kamelet")) {
      kamelet(tree, address, problems);
    }
  }

  private void kamelet(RouteTree tree, Address address, List<RouteFileProblem> problems) {
    kamelets
        .parameters(address.path())
        .ifPresentOrElse(
            parameters -> kamelet(tree, address, parameters, problems),
            () ->
                problems.add(
                    tree.problem(
                        address.line(),
                        "unknown kamelet `"
                            + address.path()
                            + "`"
                            + NearestWord.hint(address.path(), kamelets.names()))));
  }

  private static void kamelet(
      RouteTree tree,
      Address address,
      KameletCatalog.Parameters parameters,
      List<RouteFileProblem> problems) {
    unknownOptions(tree, address, parameters.known(), address.path(), problems);
    Set<String> missing = new TreeSet<>(parameters.required());
    missing.removeAll(address.options().keySet());
    missing.forEach(
        name ->
            problems.add(
                tree.problem(
                    address.line(), address.path() + " needs the parameter `" + name + "`.")));
    address.options().forEach((name, value) -> expression(tree, address, name, value, problems));
  }

  private static void expression(
      RouteTree tree,
      Address address,
      String name,
      YamlNode value,
      List<RouteFileProblem> problems) {
    if (!MAY_HOLD_EXPRESSIONS.contains(name)
        && value.text() != null
        && value.text().contains("${")) {
      problems.add(
          tree.problem(
              value.line(),
              "`"
                  + name
                  + "` of "
                  + address.path()
                  + " is fixed and cannot come from a message; only `subject` may hold ${…}."));
    }
  }

  private static void unknownOptions(
      RouteTree tree,
      Address address,
      Set<String> known,
      String of,
      List<RouteFileProblem> problems) {
    address
        .options()
        .forEach(
            (name, node) -> {
              if (!known.contains(name)) {
                problems.add(
                    tree.problem(
                        node.line(),
                        "unknown option `" + name + "` of " + of + NearestWord.hint(name, known)));
              }
            });
  }

  private void settings(RouteTree tree, YamlNode node, List<RouteFileProblem> problems) {
    Matcher matcher = SETTING.matcher(node.text() == null ? "" : node.text());
    while (matcher.find()) {
      String name = matcher.group(1).trim();
      if (!environment.containsProperty(name)) {
        problems.add(
            tree.problem(
                node.line(),
                "the setting {{"
                    + name
                    + "}} does not exist"
                    + NearestWord.find(name, settingNames())
                        .map(near -> "; did you mean {{" + near + "}}?")
                        .orElse("; add it to config/application.yaml.")));
      }
    }
  }

  private Set<String> settingNames() {
    Set<String> names = new TreeSet<>();
    if (environment instanceof ConfigurableEnvironment configurable) {
      configurable.getPropertySources().stream()
          .filter(EnumerablePropertySource.class::isInstance)
          .forEach(
              source ->
                  names.addAll(List.of(((EnumerablePropertySource<?>) source).getPropertyNames())));
    }
    return names;
  }
}
