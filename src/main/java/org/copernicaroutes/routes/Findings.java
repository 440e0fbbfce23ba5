package org.copernicaroutes.routes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found wrong in one file so far. */
record Findings(RouteText text, List<RouteFileProblem> problems) {

  Findings(RouteText text) {
    this(text, new ArrayList<>());
  }

  void add(Place place, Mistake mistake, String message) {
    add(place, mistake, message, "");
  }

  void add(Place place, Mistake mistake, String message, String hint) {
    problems.add(text.problem(place, mistake, message, hint));
  }

  /** Camel's own complaint, unless we know better of the same line. */
  void addUnlessThere(RouteFileProblem problem) {
    if (!isAt(Place.line(problem.line()))) {
      problems.add(problem);
    }
  }

  boolean isAt(Place place) {
    return problems.stream().anyMatch(problem -> problem.line() == place.line());
  }

  /** Whether Camel would build the route all the same, and can be asked for its own complaint. */
  boolean areAllBeyondCamel() {
    return problems.stream().allMatch(problem -> problem.mistake().isBeyondCamel());
  }

  /** Each once, in the order of the file. */
  List<RouteFileProblem> sorted() {
    return problems.stream()
        .distinct()
        .sorted(Comparator.comparingInt(RouteFileProblem::line))
        .toList();
  }
}
