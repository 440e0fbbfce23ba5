package org.copernicaroutes.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.copernicaroutes.words.NearestWord;

/** Turns what Camel says of a file into file, line and hint. */
final class CamelComplaint {

  private static final Pattern LINE = Pattern.compile("line (\\d+)");
  private static final Pattern FIELD = Pattern.compile("Unsupported field: (\\S+)");
  private static final Pattern OPTIONS = Pattern.compile("Unknown parameters=\\[\\{([^=}]+)=");
  private static final Pattern NO_BEAN =
      Pattern.compile("No bean could be found in the registry for: (\\S+)");
  private static final Pattern PARAMETER = Pattern.compile("(\\w+): ");
  private static final Pattern SETTING = Pattern.compile("\\{\\{\\??([^{}]+)}}");
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "description",
          "uri",
          "parameters",
          "steps",
          "when",
          "otherwise",
          "expression",
          "simple",
          "constant",
          "name",
          "message",
          "loggingLevel",
          "logName",
          "exceptionType",
          "delimiter",
          "header",
          "type",
          "ref",
          "method",
          "json",
          "library",
          "copy",
          "marker");

  private final RouteTree tree;
  private final Collection<String> dataSources;
  private final Function<String, Collection<String>> optionsOfScheme;

  CamelComplaint(
      RouteTree tree,
      Collection<String> dataSources,
      Function<String, Collection<String>> optionsOfScheme) {
    this.tree = tree;
    this.dataSources = dataSources;
    this.optionsOfScheme = optionsOfScheme;
  }

  RouteFileProblem problem(Exception failure) {
    String all =
        Causes.chain(failure)
            .map(c -> String.valueOf(c.getMessage()))
            .collect(Collectors.joining("\n"));
    String root = Causes.message(failure);
    return field(all)
        .or(() -> option(all))
        .or(() -> bean(all))
        .or(() -> parameter(root, all))
        .orElseGet(() -> problem(Place.line(line(all)), Mistake.NOT_BUILT, root, ""));
  }

  private RouteFileProblem problem(Place place, Mistake mistake, String message, String hint) {
    return tree.text().problem(place, mistake, message, hint);
  }

  private Optional<RouteFileProblem> field(String all) {
    Matcher field = FIELD.matcher(all);
    return field.find() ? Optional.of(field(field.group(1), all)) : Optional.empty();
  }

  private RouteFileProblem field(String name, String all) {
    return problem(
        placeOfField(name, line(all)),
        Mistake.UNKNOWN_FIELD,
        "unknown field `" + name + "`",
        NearestWord.hint(name, FIELDS));
  }

  private Optional<RouteFileProblem> option(String all) {
    Matcher options = OPTIONS.matcher(all);
    return options.find() ? Optional.of(option(options.group(1), all)) : Optional.empty();
  }

  private RouteFileProblem option(String name, String all) {
    Optional<Address> address =
        tree.allSteps()
            .flatMap(step -> step.address().stream())
            .filter(to -> to.options().containsKey(name))
            .findFirst();
    String scheme = address.map(Address::scheme).orElse("");
    return problem(
        address.map(to -> to.options().get(name).place()).orElseGet(() -> Place.line(line(all))),
        Mistake.UNKNOWN_OPTION,
        "unknown option `" + name + "` of " + scheme + ":",
        NearestWord.hint(name, optionsOfScheme.apply(scheme)));
  }

  private Optional<RouteFileProblem> bean(String all) {
    Matcher bean = NO_BEAN.matcher(all);
    return bean.find() ? Optional.of(noBean(bean.group(1), all)) : Optional.empty();
  }

  private RouteFileProblem noBean(String name, String all) {
    Place place = Place.line(lineOf(name).orElseGet(() -> line(all)));
    return problem(
        place,
        Mistake.UNKNOWN_BEAN,
        "there is no bean `" + name + "`",
        NearestWord.hint(name, dataSources));
  }

  /** What a kamelet says of one of its parameters begins with the parameter's name. */
  private Optional<RouteFileProblem> parameter(String root, String all) {
    Matcher parameter = PARAMETER.matcher(root);
    return parameter.lookingAt()
        ? kameletIn(all)
            .flatMap(kamelet -> Optional.ofNullable(kamelet.options().get(parameter.group(1))))
            .map(value -> problem(value.place(), Mistake.WRONG_VALUE, root, setBy(value)))
        : Optional.empty();
  }

  private Optional<Address> kameletIn(String all) {
    return KameletInstances.find(tree.text().id(), all)
        .flatMap(
            instance ->
                tree.allSteps()
                    .flatMap(step -> step.address().stream())
                    .filter(to -> to.isKamelet(instance.kamelet()))
                    .skip(instance.ordinal() - 1L)
                    .findFirst());
  }

  private static String setBy(YamlNode value) {
    Matcher setting = SETTING.matcher(String.valueOf(value.text()));
    return setting.find() ? "look at the setting {{" + setting.group(1) + "}}." : "";
  }

  private int line(String all) {
    Matcher line = LINE.matcher(all);
    return line.find() ? Integer.parseInt(line.group(1)) : lineOfQuotedText(all);
  }

  /** Camel points at a field's value, or behind it; people look for its name. */
  private Place placeOfField(String name, int reported) {
    List<Place> named = new ArrayList<>();
    tree.root().walk(node -> node.field(name).ifPresent(value -> named.add(value.place())));
    return named.stream()
        .filter(place -> place.line() <= reported)
        .max(Comparator.comparingInt(Place::line))
        .orElseGet(() -> Place.line(reported));
  }

  /** The line whose text Camel repeats in its message; the longest says most. */
  private int lineOfQuotedText(String all) {
    int[] best = {tree.route().line(), 0};
    tree.root()
        .walk(
            node -> {
              String text = node.text();
              if (text != null
                  && text.length() > best[1]
                  && text.length() > 2
                  && all.contains(text)) {
                best[0] = node.line();
                best[1] = text.length();
              }
            });
    return best[0];
  }

  private Optional<Integer> lineOf(String word) {
    String[] lines = tree.text().text().split("\n", -1);
    return IntStream.range(0, lines.length)
        .filter(i -> lines[i].contains(word))
        .mapToObj(i -> i + 1)
        .findFirst();
  }
}
