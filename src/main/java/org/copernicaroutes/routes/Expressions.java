package org.copernicaroutes.routes;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds every simple expression of a route and has it tried, on example events as long as the body
 * is an event: a step such as {@code setBody} ends that, and behind it only the grammar is checked.
 */
final class Expressions {

  private static final Pattern IN_SQL = Pattern.compile(":#(\\$\\{[^}]*})");
  private static final Pattern FUNCTION = Pattern.compile("\\$\\{[^{}]*}");
  private static final Set<String> PREDICATES = Set.of("when", "filter", "validate");
  private static final Set<String> CHANGES_BODY =
      Set.of(
          "setBody",
          "transform",
          "convertBodyTo",
          "marshal",
          "unmarshal",
          "bean",
          "process",
          "split",
          "enrich",
          "poll",
          "pollEnrich",
          "sort",
          "doTry",
          "loop");
  private static final Set<String> KEEPS_BODY = Set.of("log", "destination");

  private final Trial trial;

  Expressions(Trial trial) {
    this.trial = trial;
  }

  void check(RouteTree tree) {
    steps(tree.steps(), true);
  }

  /** Gives whether the body is still the event behind these steps. */
  private boolean steps(List<Step> steps, boolean isEvent) {
    boolean still = isEvent;
    for (Step step : steps) {
      expressionsOf(step, still);
      boolean inside = still && !step.kind().equals("split");
      boolean after =
          step.kind().equals("choice") ? branches(step, inside) : steps(step.children(), inside);
      still = still && after && !changesBody(step);
    }
    return still;
  }

  private boolean branches(Step choice, boolean isEvent) {
    boolean still = isEvent;
    for (Step branch : choice.children()) {
      still &= steps(List.of(branch), isEvent);
    }
    return still;
  }

  static boolean changesBody(Step step) {
    return CHANGES_BODY.contains(step.kind())
        || step.address().filter(to -> !KEEPS_BODY.contains(to.scheme())).isPresent();
  }

  private void expressionsOf(Step step, boolean isEvent) {
    step.fields((name, node) -> field(step, name, node, isEvent));
    if (step.kind().equals("log") && step.body().text() != null) {
      trial.of(step.body(), String.valueOf(step.body().text()), isEvent, false);
    }
    step.address().ifPresent(to -> address(to, step, isEvent));
  }

  private void field(Step step, String name, YamlNode node, boolean isEvent) {
    boolean isText =
        Set.of("log", "throwException").contains(step.kind()) && name.equals("message");
    Optional<String> simple =
        name.equals("simple")
            ? Optional.ofNullable(node.text()).or(() -> node.textOf("expression"))
            : Optional.ofNullable(isText ? node.text() : null);
    YamlNode at = node.field("expression").orElse(node);
    simple.ifPresent(
        text -> trial.of(at, text, isEvent, !isText && PREDICATES.contains(step.kind())));
  }

  private void address(Address to, Step step, boolean isEvent) {
    if (to.scheme().equals("kamelet")) {
      to.options().values().stream()
          .filter(option -> option.text() != null && option.text().contains("${"))
          .forEach(option -> parameter(option, String.valueOf(option.text()), isEvent));
    } else if (to.scheme().equals("sql")) {
      step.body().walk(node -> sql(node, isEvent));
    }
  }

  /** What stands around its functions is text, whatever it looks like. */
  private void parameter(YamlNode node, String text, boolean isEvent) {
    Matcher matcher = FUNCTION.matcher(text);
    matcher.results().forEach(function -> trial.of(node, function.group(), isEvent, false));
    if (matcher.replaceAll("").contains("${")) {
      trial.of(node, text, isEvent, false);
    }
  }

  private void sql(YamlNode node, boolean isEvent) {
    Matcher matcher = IN_SQL.matcher(Objects.requireNonNullElse(node.text(), ""));
    matcher.results().map(r -> r.group(1)).forEach(text -> trial.of(node, text, isEvent, false));
  }
}
