package org.copernicaroutes.routes;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.support.DefaultExchange;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Origin;
import org.copernicaroutes.event.Subject;

/**
 * Finds conditions that no event can meet, and branches that none can reach, by asking Camel which
 * of all kinds of events (action, subject, origin) each lets through. What a condition asks beyond
 * the kind is not decided here and never complained of.
 */
final class Conditions {

  private final CamelContext context;
  private final Findings findings;
  private final Set<Event> kinds;

  Conditions(CamelContext context, List<Event> examples, Findings findings) {
    this.context = context;
    this.findings = findings;
    this.kinds = new LinkedHashSet<>();
    examples.forEach(example -> kinds.addAll(withEachOrigin(example)));
  }

  private static List<Event> withEachOrigin(Event example) {
    Action action = Action.valueOf(example.getAction().toUpperCase(Locale.ROOT));
    Subject subject = Subject.valueOf(example.getSubject().toUpperCase(Locale.ROOT));
    OffsetDateTime at = example.getReceivedAt();
    return Arrays.stream(Origin.values())
        .map(origin -> Event.of(action, subject, origin, example.getId(), 1, at, at).build())
        .toList();
  }

  void check(RouteTree tree) {
    steps(tree.steps(), kinds);
  }

  /** As long as the body is the event, and for those events that come here. */
  private void steps(List<Step> steps, Set<Event> here) {
    for (Step step : steps) {
      if (here.isEmpty()) {
        return;
      }
      switch (step.kind()) {
        case "choice" -> choice(step, here);
        case "filter" -> steps(step.children(), filtered(step, here));
        default -> steps(step.children(), here);
      }
      if (step.all().anyMatch(Expressions::changesBody)) {
        return;
      }
    }
  }

  private Set<Event> filtered(Step filter, Set<Event> here) {
    return condition(filter)
        .map(condition -> both(here, possible(filter, condition, here)))
        .orElse(here);
  }

  private void choice(Step choice, Set<Event> here) {
    Set<Event> left = new LinkedHashSet<>(here);
    Map<String, Step> seen = new LinkedHashMap<>();
    for (Step branch : choice.children()) {
      Optional<Condition> condition = condition(branch);
      if (condition.isEmpty()) {
        steps(branch.children(), left);
      } else {
        steps(branch.children(), when(branch, condition.get(), here, left, seen));
        left.removeAll(passing(condition.get().atLeast(), Set.of()));
      }
    }
  }

  /** The events that reach the steps of that branch. */
  private Set<Event> when(
      Step when, Condition condition, Set<Event> here, Set<Event> left, Map<String, Step> seen) {
    Set<Event> possible = possible(when, condition, here);
    Set<Event> reaching = both(possible, left);
    Step same = seen.putIfAbsent(condition.text().replaceAll("\\s+", " "), when);
    if (same != null) {
      neverReached(when, "line " + place(same).line() + " says the same.");
    } else if (!possible.isEmpty() && reaching.isEmpty()) {
      neverReached(when, "put it before those, or take it away.");
    }
    return reaching;
  }

  private void neverReached(Step when, String hint) {
    findings.add(
        place(when),
        Mistake.NEVER_REACHED,
        "each event that could match here is taken by a `when` above",
        hint);
  }

  private Set<Event> possible(Step step, Condition condition, Set<Event> here) {
    Set<Event> possible = both(here, passing(condition.atMost(), kinds));
    if (possible.isEmpty() && !findings.isAt(place(step))) {
      findings.add(
          place(step),
          Mistake.NEVER_TRUE,
          "no event %scan match `%s`"
              .formatted(here.size() < kinds.size() ? "that comes here " : "", condition.text()),
          "none has that action, subject and origin together.");
    }
    return possible;
  }

  private static Set<Event> both(Set<Event> some, Set<Event> others) {
    Set<Event> both = new LinkedHashSet<>(some);
    both.retainAll(others);
    return both;
  }

  private static Optional<WrittenExpression> written(Step step) {
    return WrittenExpression.of(step.body()).filter(WrittenExpression::isSimple);
  }

  private static Optional<Condition> condition(Step step) {
    return written(step).map(expression -> Condition.of(expression.text()));
  }

  private static Place place(Step step) {
    return written(step).map(WrittenExpression::place).orElse(step.place());
  }

  /**
   * @param otherwise what counts as passing where Camel cannot read the condition
   */
  private Set<Event> passing(String condition, Set<Event> otherwise) {
    try {
      Predicate predicate = context.resolveLanguage("simple").createPredicate(condition);
      predicate.init(context);
      Set<Event> passing = new LinkedHashSet<>();
      kinds.stream().filter(kind -> matches(predicate, kind)).forEach(passing::add);
      return passing;
    } catch (RuntimeException e) {
      return otherwise;
    }
  }

  private boolean matches(Predicate predicate, Event kind) {
    Exchange exchange = new DefaultExchange(context);
    exchange.getMessage().setBody(kind);
    return predicate.matches(exchange);
  }
}
