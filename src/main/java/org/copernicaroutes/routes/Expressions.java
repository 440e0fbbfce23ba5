package org.copernicaroutes.routes;

import java.beans.Introspector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Origin;
import org.copernicaroutes.event.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Tries every simple expression of a route on example events, as long as the body is an event: a
 * step such as {@code setBody} ends that, and behind it only the grammar is checked.
 */
final class Expressions {

  private static final Pattern IN_SQL = Pattern.compile(":#(\\$\\{[^}]*})");
  private static final Pattern COMPARED =
      Pattern.compile("\\$\\{body\\.(action|subject|origin)}\\s*[!=]=\\s*['\"]([^'\"$]*)['\"]");
  private static final Pattern UNKNOWN_FUNCTION = Pattern.compile("Unknown function: ([\\w]+)");
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
  private static final Set<String> FUNCTIONS =
      Set.of(
          "body",
          "header",
          "headers",
          "exchangeProperty",
          "variable",
          "exception",
          "date",
          "uuid",
          "random",
          "routeId",
          "exchangeId",
          "properties",
          "messageTimestamp",
          "bodyAs",
          "type");
  private static final Pattern FUNCTION = Pattern.compile("\\$\\{[^{}]*}");
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "action", Arrays.stream(Action.values()).map(Action::text).toList(),
          "subject", Arrays.stream(Subject.values()).map(Subject::text).toList(),
          "origin", Arrays.stream(Origin.values()).map(Origin::text).toList());

  private final CamelContext context;
  private final List<Event> examples;
  private final RouteTree tree;
  private final List<RouteFileProblem> problems = new ArrayList<>();

  Expressions(CamelContext context, List<Event> examples, RouteTree tree) {
    this.context = context;
    this.examples = examples;
    this.tree = tree;
  }

  List<RouteFileProblem> problems() {
    steps(tree.steps(), true);
    return problems;
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

  private static boolean changesBody(Step step) {
    return CHANGES_BODY.contains(step.kind())
        || step.address().filter(to -> !KEEPS_BODY.contains(to.scheme())).isPresent();
  }

  private void expressionsOf(Step step, boolean isEvent) {
    step.fields((name, node) -> field(step, name, node, isEvent));
    if (step.kind().equals("log") && step.body().text() != null) {
      check(step.body(), String.valueOf(step.body().text()), isEvent, false);
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
    int line = node.field("expression").map(YamlNode::line).orElse(node.line());
    YamlNode at = new YamlNode(line, null, List.of(), Map.of());
    simple.ifPresent(text -> check(at, text, isEvent, !isText && PREDICATES.contains(step.kind())));
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
    matcher.results().forEach(function -> check(node, function.group(), isEvent, false));
    if (matcher.replaceAll("").contains("${")) {
      check(node, text, isEvent, false);
    }
  }

  private void sql(YamlNode node, boolean isEvent) {
    Matcher matcher = IN_SQL.matcher(Objects.requireNonNullElse(node.text(), ""));
    matcher.results().map(r -> r.group(1)).forEach(text -> check(node, text, isEvent, false));
  }

  private void check(YamlNode at, String written, boolean isEvent, boolean isPredicate) {
    String text = context.resolvePropertyPlaceholders(written);
    words(at, text);
    try {
      Tried tried = compiled(text, isPredicate);
      if (isEvent
          && text.contains("${body")
          && !text.matches("(?s).*\\$\\{(header|variable|exchangeProperty).*")) {
        evaluate(at, text, tried);
      }
    } catch (RuntimeException e) {
      problems.add(tree.problem(at.line(), grammar(text, e)));
    }
  }

  private interface Tried {
    @Nullable Object on(Exchange exchange);
  }

  private Tried compiled(String text, boolean isPredicate) {
    Language simple = context.resolveLanguage("simple");
    if (isPredicate) {
      Predicate predicate = simple.createPredicate(text);
      predicate.init(context);
      return predicate::matches;
    }
    Expression expression = simple.createExpression(text);
    expression.init(context);
    return exchange -> expression.evaluate(exchange, Object.class);
  }

  private void evaluate(YamlNode at, String text, Tried tried) {
    List<Exception> failures = new ArrayList<>();
    for (Event example : examples) {
      failure(tried, example).ifPresent(failures::add);
    }
    Optional<MethodNotFoundException> unknown =
        failures.stream()
            .flatMap(f -> Causes.find(f, MethodNotFoundException.class).stream())
            .findFirst();
    if (unknown.isPresent()) {
      problems.add(tree.problem(at.line(), unknownName(unknown.get())));
    } else if (failures.size() == examples.size()) {
      problems.add(
          tree.problem(
              at.line(),
              "`" + text + "` fails on every kind of event: " + Causes.message(failures.get(0))));
    }
  }

  private Optional<Exception> failure(Tried tried, Event example) {
    try {
      Exchange exchange = new DefaultExchange(context);
      exchange.getMessage().setBody(example);
      tried.on(exchange);
      return Optional.ofNullable(exchange.getException());
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  private static String unknownName(MethodNotFoundException e) {
    String name = String.valueOf(e.getMethodName());
    if (e.getBean() instanceof Map) {
      return "`"
          + name
          + "` is looked up with brackets, not with a dot: write for example ${body.fields["
          + name
          + "]}.";
    }
    return e.getBean() instanceof Event
        ? "an event has no `" + name + "`" + NearestWord.hint(name, namesOfAnEvent())
        : "there is no `" + name + "` in what stands before it.";
  }

  static Set<String> namesOfAnEvent() {
    Set<String> names = new TreeSet<>();
    for (var method : Event.class.getMethods()) {
      if (method.getName().startsWith("get") && method.getDeclaringClass() == Event.class) {
        names.add(Introspector.decapitalize(method.getName().substring(3)));
      }
    }
    return names;
  }

  private void words(YamlNode at, String text) {
    COMPARED.matcher(text).results().forEach(compared -> word(at, compared));
  }

  private void word(YamlNode at, MatchResult compared) {
    List<String> known = WORDS.getOrDefault(compared.group(1), List.of());
    String word = compared.group(2);
    if (!known.contains(word)) {
      problems.add(
          tree.problem(
              at.line(),
              "no event has the "
                  + compared.group(1)
                  + " `"
                  + word
                  + "`"
                  + NearestWord.hint(word, known)));
    }
  }

  private static String grammar(String text, RuntimeException e) {
    String message = Causes.message(e);
    Matcher function = UNKNOWN_FUNCTION.matcher(message);
    return function.find()
        ? "unknown function `"
            + function.group(1)
            + "` in `"
            + text
            + "`"
            + NearestWord.hint(function.group(1), FUNCTIONS)
        : "`" + text + "` cannot be read: " + message;
  }
}
