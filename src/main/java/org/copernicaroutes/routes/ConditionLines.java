package org.copernicaroutes.routes;

import java.util.List;
import java.util.stream.Stream;

/**
 * The lines on which a route file writes its conditions.
 *
 * @param whens those of each {@code choice} after those of the one before it
 */
public record ConditionLines(List<Integer> whens, List<Integer> filters) {

  static ConditionLines of(RouteText text) {
    try {
      List<Step> steps = RouteOutline.read(text).allSteps().toList();
      return new ConditionLines(
          lines(of("choice", steps).flatMap(c -> c.children().stream()), "when"),
          lines(steps.stream(), "filter"));
    } catch (RouteOutline.Unreadable e) {
      throw new IllegalStateException("a file that passed its dry run", e);
    }
  }

  private static Stream<Step> of(String kind, List<Step> steps) {
    return steps.stream().filter(step -> step.kind().equals(kind));
  }

  private static List<Integer> lines(Stream<Step> steps, String kind) {
    return steps.filter(step -> step.kind().equals(kind)).map(ConditionLines::line).toList();
  }

  private static int line(Step step) {
    return WrittenExpression.of(step.body())
        .map(WrittenExpression::place)
        .orElse(step.place())
        .line();
  }
}
