package org.copernicaroutes.routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why a step, or what it says, is refused.
 *
 * @param why goes on where the name of the step stands
 * @param hint what to write instead
 */
record Refusal(Mistake mistake, String why, String hint) {

  /** Those of expressions that run code. */
  static final Set<String> LANGUAGES =
      Set.of(
          "groovy",
          "js",
          "python",
          "joor",
          "java",
          "mvel",
          "ognl",
          "spel",
          "datasonnet",
          "wasm",
          "language",
          "method");

  private static final Refusal CHOOSES =
      new Refusal(
          Mistake.DATA_CHOOSES,
          " lets a message choose where it goes",
          "write `to` with a fixed uri, in a `choice` where there are several.");
  static final Refusal LEAVES =
      new Refusal(
          Mistake.OUTSIDE_THE_DELIVERY,
          " goes on outside the delivery, so a failure after it would lose the event",
          "let the router send to a further destination: instead.");
  static final Refusal HANDLES =
      new Refusal(
          Mistake.OWN_ERROR_HANDLING,
          " handles failures or transactions by itself, and those are the destination's",
          "it waits, retries and keeps dead letters.");
  static final Refusal SCRIPTS =
      new Refusal(Mistake.SCRIPT, " runs a script", "route files use `simple` and `constant`.");
  private static final Refusal AS_STEP =
      new Refusal(
          Mistake.UNKNOWN_STEP, " as a step is not used here", "write `to: uri: kamelet:…`.");

  /** By the name of the step. */
  static final Map<String, Refusal> OF_STEPS = ofSteps();

  private static Map<String, Refusal> ofSteps() {
    Map<String, Refusal> refusals = new LinkedHashMap<>();
    List.of("toD", "recipientList", "dynamicRouter", "routingSlip")
        .forEach(k -> refusals.put(k, CHOOSES));
    List.of(
            "wireTap",
            "threads",
            "aggregate",
            "delay",
            "throttle",
            "resequence",
            "sample",
            "claimCheck")
        .forEach(k -> refusals.put(k, LEAVES));
    List.of(
            "onException",
            "errorHandler",
            "circuitBreaker",
            "loadBalance",
            "saga",
            "transacted",
            "policy",
            "rollback",
            "onCompletion",
            "onFallback",
            "idempotentConsumer",
            "intercept",
            "interceptFrom",
            "interceptSendToEndpoint",
            "routeConfiguration",
            "routeConfigurationId",
            "routePolicy")
        .forEach(k -> refusals.put(k, HANDLES));
    refusals.put("script", SCRIPTS);
    refusals.put("kamelet", AS_STEP);
    return Map.copyOf(refusals);
  }

  static boolean isErrorHandling(String word) {
    return HANDLES.equals(OF_STEPS.get(word));
  }
}
