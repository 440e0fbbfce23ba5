package org.copernicaroutes.routes;

import java.util.List;
import java.util.Optional;

/**
 * A version of a file, and what its dry run found.
 *
 * @param problems what is wrong with it, in the order of its lines
 * @param from where it takes from; nothing where that cannot be read
 * @param to where it sends to
 */
record Judged(
    RouteText text, List<RouteFileProblem> problems, Optional<Address> from, List<Address> to) {

  /** What is not read yet, or cannot be. */
  static Judged unread(RouteText text) {
    return new Judged(text, List.of(), Optional.empty(), List.of());
  }

  /** Whether nothing but the other files of the folder is in its way. */
  boolean isGoodByItself() {
    return problems.stream().allMatch(problem -> problem.mistake().isOfTheFolder());
  }

  /** Where it takes from, in words; empty where that cannot be read. */
  String taking() {
    return from.map(Address::toString).orElse("");
  }

  Judged with(List<RouteFileProblem> others) {
    return new Judged(text, others, from, to);
  }
}
