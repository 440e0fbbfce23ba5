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

  /** Where it takes from, in words; empty where that cannot be read. */
  String taking() {
    return from.map(Address::toString).orElse("");
  }

  Judged with(List<RouteFileProblem> others) {
    return new Judged(text, others, from, to);
  }
}
