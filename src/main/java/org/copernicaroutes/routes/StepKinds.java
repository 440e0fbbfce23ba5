package org.copernicaroutes.routes;

import java.util.Set;
import java.util.TreeSet;

/** The steps that a route may hold. */
final class StepKinds {

  /** Steps that leave nothing behind when the transaction is rolled back. */
  static final Set<String> ROLL_BACK =
      Set.of(
          "choice",
          "when",
          "otherwise",
          "filter",
          "setBody",
          "setHeader",
          "setHeaders",
          "setProperty",
          "setVariable",
          "setVariables",
          "removeHeader",
          "removeHeaders",
          "removeProperty",
          "removeProperties",
          "removeVariable",
          "log",
          "transform",
          "convertBodyTo",
          "convertHeaderTo",
          "convertVariableTo",
          "marshal",
          "unmarshal",
          "stop",
          "throwException",
          "validate",
          "split",
          "loop",
          "pipeline",
          "step",
          "multicast");

  private static final Set<String> ONE_BY_ONE =
      Set.of(
          "to",
          "bean",
          "process",
          "enrich",
          "poll",
          "pollEnrich",
          "sort",
          "doTry",
          "doCatch",
          "doFinally");

  private StepKinds() {}

  static Set<String> all() {
    Set<String> all = new TreeSet<>(ROLL_BACK);
    all.addAll(ONE_BY_ONE);
    return all;
  }
}
