package org.copernicaroutes.routes;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Turns what Camel says of a file into file, line and hint. */
final class CamelComplaint {

  private static final Pattern LINE = Pattern.compile("line (\\d+)");
  private static final Pattern FIELD = Pattern.compile("Unsupported field: (\\S+)");
  private static final Pattern OPTIONS = Pattern.compile("Unknown parameters=\\[\\{([^=}]+)=");
  private static final Pattern NO_BEAN =
      Pattern.compile("No bean could be found in the registry for: (\\S+)");
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
  private final Function<String, Collection<String>> optionsOfScheme;

  CamelComplaint(RouteTree tree, Function<String, Collection<String>> optionsOfScheme) {
    this.tree = tree;
    this.optionsOfScheme = optionsOfScheme;
  }

  RouteFileProblem problem(Exception failure) {
    String all =
        Causes.chain(failure)
            .map(c -> String.valueOf(c.getMessage()))
            .collect(Collectors.joining("\n"));
    return field(all)
        .or(() -> option(all))
        .or(() -> bean(all))
        .orElseGet(() -> tree.problem(line(all), Causes.message(failure)));
  }

  private Optional<RouteFileProblem> field(String all) {
    Matcher field = FIELD.matcher(all);
    return field.find()
        ? Optional.of(
            tree.problem(
                lineOfField(field.group(1), line(all)),
                "unknown field `"
                    + field.group(1)
                    + "`"
                    + NearestWord.hint(field.group(1), FIELDS)))
        : Optional.empty();
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
    int line = address.map(to -> to.options().get(name).line()).orElseGet(() -> line(all));
    return tree.problem(
        line,
        "unknown option `"
            + name
            + "` of "
            + scheme
            + ":"
            + NearestWord.hint(name, optionsOfScheme.apply(scheme)));
  }

  private Optional<RouteFileProblem> bean(String all) {
    Matcher bean = NO_BEAN.matcher(all);
    return bean.find()
        ? Optional.of(
            tree.problem(
                lineOf(bean.group(1)).orElseGet(() -> line(all)),
                "there is no bean `" + bean.group(1) + "`."))
        : Optional.empty();
  }

  private int line(String all) {
    Matcher line = LINE.matcher(all);
    return line.find() ? Integer.parseInt(line.group(1)) : lineOfQuotedText(all);
  }

  /** Camel points at a field's value, or behind it; people look for its name. */
  private int lineOfField(String name, int reported) {
    int[] nearest = {0};
    tree.root()
        .walk(
            node ->
                node.field(name)
                    .filter(value -> value.line() <= reported)
                    .ifPresent(value -> nearest[0] = Math.max(nearest[0], value.line())));
    return nearest[0] == 0 ? reported : nearest[0];
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
