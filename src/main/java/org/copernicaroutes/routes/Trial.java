package org.copernicaroutes.routes;

import java.beans.Introspector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PredicateToExpressionAdapter;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.words.NearestWord;

/** Tries single simple expressions: their grammar, and what they give for each kind of event. */
final class Trial {

  private static final Pattern UNKNOWN_FUNCTION = Pattern.compile("Unknown function: ([\\w]+)");
  private static final Pattern BESIDE_THE_BODY =
      Pattern.compile("\\$\\{(header|variable|exchangeProperty)");
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

  private static final Pattern SINGLE_EQUALS = Pattern.compile("}\\s*=(?![=~])");

  private static final Pattern FUNCTION = Pattern.compile("\\$\\{[^{}]*}");

  private final CamelContext context;
  private final List<Event> examples;
  private final Findings findings;

  Trial(CamelContext context, List<Event> examples, Findings findings) {
    this.context = context;
    this.examples = examples;
    this.findings = findings;
  }

  /**
   * @param written with settings, which are put in; one that does not exist is no matter of ours
   */
  void of(YamlNode at, String written, boolean isEvent, boolean isPredicate) {
    Optional<String> text = resolved(written);
    if (text.isPresent() && isReadable(at, text.get(), isPredicate)) {
      ClosedWords.check(at, text.get(), findings);
      if (isEvent && !BESIDE_THE_BODY.matcher(text.get()).find()) {
        evaluate(at, text.get(), isPredicate);
      }
    }
  }

  private Optional<String> resolved(String written) {
    try {
      return Optional.of(context.resolvePropertyPlaceholders(written));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isReadable(YamlNode at, String text, boolean isPredicate) {
    try {
      expression(text, isPredicate);
      return true;
    } catch (RuntimeException e) {
      grammar(at, text, Causes.message(e));
      return false;
    }
  }

  private void grammar(YamlNode at, String text, String message) {
    Matcher function = UNKNOWN_FUNCTION.matcher(message);
    if (function.find()) {
      String name = function.group(1);
      findings.add(
          at.place(),
          Mistake.UNKNOWN_NAME,
          "unknown function `" + name + "` in `" + text + "`",
          NearestWord.hint(name, FUNCTIONS));
    } else {
      findings.add(
          at.place(),
          Mistake.WRONG_EXPRESSION,
          "`" + text + "` cannot be read: " + message,
          SINGLE_EQUALS.matcher(text).find() ? "to compare, write ==." : "");
    }
  }

  /** A predicate of simple is an expression that gives true or false. */
  private Expression expression(String text, boolean isPredicate) {
    Language simple = context.resolveLanguage("simple");
    Expression expression =
        isPredicate
            ? PredicateToExpressionAdapter.toExpression(simple.createPredicate(text))
            : simple.createExpression(text);
    expression.init(context);
    return expression;
  }

  /** Each function by itself: behind a condition that does not hold, nobody would ask for it. */
  private void evaluate(YamlNode at, String text, boolean isPredicate) {
    List<MethodNotFoundException> unknown =
        FUNCTION
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .filter(function -> function.startsWith("${body"))
            .flatMap(function -> failures(expression(function, false)))
            .flatMap(failure -> Causes.find(failure, MethodNotFoundException.class).stream())
            .toList();
    unknown.forEach(failure -> unknownName(at, failure));
    if (unknown.isEmpty() && text.contains("${body")) {
      evaluate(at, text, expression(text, isPredicate));
    }
  }

  private void evaluate(YamlNode at, String text, Expression expression) {
    List<Exception> failures = failures(expression).toList();
    if (failures.size() == examples.size()) {
      findings.add(
          at.place(),
          Mistake.WRONG_EXPRESSION,
          "`%s` fails on every kind of event: %s".formatted(text, Causes.message(failures.get(0))));
    }
  }

  private Stream<Exception> failures(Expression expression) {
    return examples.stream().flatMap(example -> failure(expression, example).stream());
  }

  private Optional<Exception> failure(Expression expression, Event example) {
    try {
      Exchange exchange = new DefaultExchange(context);
      exchange.getMessage().setBody(example);
      expression.evaluate(exchange, Object.class);
      return Optional.ofNullable(exchange.getException());
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  private void unknownName(YamlNode at, MethodNotFoundException e) {
    String name = String.valueOf(e.getMethodName());
    if (e.getBean() instanceof Map) {
      findings.add(
          at.place(),
          Mistake.UNKNOWN_NAME,
          "`" + name + "` is looked up with brackets, not with a dot",
          "write for example ${body.fields[" + name + "]}.");
    } else if (e.getBean() instanceof Event) {
      findings.add(
          at.place(),
          Mistake.UNKNOWN_NAME,
          "an event has no `" + name + "`",
          NearestWord.hint(name, namesOfAnEvent()));
    } else {
      findings.add(
          at.place(), Mistake.UNKNOWN_NAME, "there is no `" + name + "` in what stands before it");
    }
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
}
