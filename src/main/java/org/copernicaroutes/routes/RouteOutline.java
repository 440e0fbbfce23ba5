package org.copernicaroutes.routes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.copernicaroutes.words.NearestWord;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the outline of a route file: YAML, one route, its id, where it takes from. */
final class RouteOutline {

  static final Set<String> ROUTE_FIELDS = Set.of("id", "description", "note", "group", "from");
  static final Set<String> FROM_FIELDS = Set.of("uri", "parameters", "steps", "id", "description");

  private static final Pattern FILE_NAME = Pattern.compile("[\\w.-]+");
  private static final Pattern BARE_SETTING = Pattern.compile("(?:[:-] +)(\\{\\{[^{}]+}})");

  private RouteOutline() {}

  /** Thrown with the first problem: behind it, nothing can be said of the file. */
  static final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient RouteFileProblem problem;

    Unreadable(RouteFileProblem problem) {
      super(problem.toString());
      this.problem = problem;
    }

    RouteFileProblem problem() {
      return problem;
    }
  }

  static RouteTree read(RouteText text) throws Unreadable {
    checkName(text);
    YamlNode root = yaml(text);
    YamlNode route = onlyRoute(text, root);
    YamlNode from = from(text, route);
    Address address =
        Address.of(from)
            .orElseThrow(
                () ->
                    broken(
                        text, from, "`from` needs a `uri`", "for example destination:crm-sync."));
    RouteTree tree = new RouteTree(text, root, route, address, steps(text, from));
    checkFields(text, "from", from, FROM_FIELDS);
    return tree;
  }

  private static void checkName(RouteText text) throws Unreadable {
    if (!FILE_NAME.matcher(text.id()).matches()) {
      throw new Unreadable(
          text.problem(
              Place.TOP,
              Mistake.WRONG_ID,
              "The file's name `" + text.id() + "` cannot be the id of a route",
              "rename it: letters, digits and . _ - only."));
    }
  }

  private static YamlNode yaml(RouteText text) throws Unreadable {
    try {
      return YamlNode.parse(text.text());
    } catch (MarkedYamlEngineException e) {
      String context = e.getContext() == null ? "" : " " + e.getContext();
      throw notYaml(text, Place.of(mark(e)), e.getProblem() + context);
    } catch (YamlEngineException e) {
      throw notYaml(text, Place.TOP, String.valueOf(e.getMessage()));
    }
  }

  /** What never ends is wrong where it begins. */
  private static Optional<Mark> mark(MarkedYamlEngineException e) {
    return String.valueOf(e.getProblem()).contains("unexpected end of stream")
        ? e.getContextMark().or(e::getProblemMark)
        : e.getProblemMark().or(e::getContextMark);
  }

  private static YamlNode onlyRoute(RouteText text, YamlNode root) throws Unreadable {
    if (root.items().isEmpty()) {
      throw broken(text, root, "The file holds no route", "it begins with `- route:`.");
    }
    for (YamlNode item : root.items()) {
      for (String key : item.fields().keySet()) {
        checkTopLevel(text, item, key);
      }
    }
    if (root.items().size() > 1) {
      YamlNode second = root.items().get(1);
      throw broken(text, second, "A file holds one route", "move this one to a file of its own.");
    }
    YamlNode item = root.items().get(0);
    return item.field("route").orElse(item);
  }

  private static void checkTopLevel(RouteText text, YamlNode item, String key) throws Unreadable {
    if (!Set.of("route", "from").contains(key)) {
      throw broken(
          text,
          item.fields().get(key),
          "A route file holds one `route` and nothing else, but this is `" + key + "`",
          hint(key, Set.of("route")));
    }
  }

  private static YamlNode from(RouteText text, YamlNode route) throws Unreadable {
    checkFields(text, "route", route, ROUTE_FIELDS);
    return route
        .field("from")
        .orElseThrow(
            () ->
                broken(
                    text,
                    route,
                    "The route has no `from`, so it takes nothing",
                    "add for example `from: uri: destination:" + text.id() + "`."));
  }

  private static void checkFields(RouteText text, String of, YamlNode node, Set<String> known)
      throws Unreadable {
    for (String key : node.fields().keySet()) {
      if (!known.contains(key)) {
        throw broken(
            text,
            node.fields().get(key),
            "`" + of + "` of a route file has no field `" + key + "`",
            hint(key, known));
      }
    }
  }

  private static List<Step> steps(RouteText text, YamlNode from) throws Unreadable {
    List<Step> steps = from.field("steps").map(Step::listOf).orElse(List.of());
    if (steps.isEmpty()) {
      throw broken(text, from, "The route has no `steps` under `from`, so it does nothing", "");
    }
    return steps;
  }

  private static String hint(String key, Set<String> known) {
    if (Refusal.isErrorHandling(key)) {
      return "retries and dead letters are the destination's.";
    }
    return ROUTE_FIELDS.equals(known) && FROM_FIELDS.contains(key)
        ? "it belongs below `from`, two spaces further in."
        : NearestWord.hintOrAll(key, known);
  }

  private static Unreadable broken(RouteText text, YamlNode at, String message, String hint) {
    return new Unreadable(text.problem(at.place(), Mistake.WRONG_OUTLINE, message, hint));
  }

  private static Unreadable notYaml(RouteText text, Place place, String why) {
    String hint =
        bareSetting(text, place)
            .map(setting -> "put " + setting + " in quotes: \"" + setting + "\".")
            .orElse("look at indentation, quotes and brackets here and just above.");
    return new Unreadable(text.problem(place, Mistake.NOT_YAML, "This is not YAML: " + why, hint));
  }

  private static Optional<String> bareSetting(RouteText text, Place place) {
    return text.text()
        .lines()
        .skip(place.line() - 1L)
        .findFirst()
        .map(BARE_SETTING::matcher)
        .filter(Matcher::find)
        .map(setting -> setting.group(1));
  }
}
