package org.copernicaroutes.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a route file may do, so that a delivery stays one transaction and no message chooses where
 * it goes.
 */
final class RouteRules {

  /** Steps that leave nothing behind when the transaction is rolled back. */
  private static final Set<String> ROLLS_BACK =
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

  private static final Set<String> SCHEMES_THAT_ROLL_BACK =
      Set.of("sql", "log", "direct", "destination");

  private static final Set<String> LANGUAGES_REFUSED =
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

  private static final String CHOOSES =
      " lets a message choose where it goes; write `to` with a fixed uri, in a `choice` where there are several.";
  private static final String LEAVES =
      " goes on outside the delivery, so a failure after it would lose the event; let the router send to a further destination: instead.";
  private static final String HANDLES =
      " handles failures or transactions by itself, and those are the destination's: it waits, retries and keeps dead letters.";
  private static final String SCRIPTS = " runs a script; route files use `simple` and `constant`.";

  private static final Map<String, String> REFUSED = refused();
  private static final Set<String> SCHEMES_THAT_LEAVE =
      Set.of("seda", "vm", "disruptor", "disruptor-vm", "stub", "jms", "scheduler");

  private RouteRules() {}

  private static Map<String, String> refused() {
    Map<String, String> reasons = new LinkedHashMap<>();
    List.of("toD", "recipientList", "dynamicRouter", "routingSlip")
        .forEach(k -> reasons.put(k, CHOOSES));
    List.of(
            "wireTap",
            "threads",
            "aggregate",
            "delay",
            "throttle",
            "resequence",
            "sample",
            "claimCheck")
        .forEach(k -> reasons.put(k, LEAVES));
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
        .forEach(k -> reasons.put(k, HANDLES));
    reasons.put("script", SCRIPTS);
    reasons.put("kamelet", " as a step is not used here; write `to: uri: kamelet:…`.");
    return Map.copyOf(reasons);
  }

  static boolean isErrorHandling(String word) {
    return HANDLES.equals(REFUSED.get(word));
  }

  static List<RouteFileProblem> problems(RouteTree tree) {
    List<RouteFileProblem> problems = new ArrayList<>();
    from(tree, problems);
    tree.allSteps().forEach(step -> check(tree, step, problems));
    return problems;
  }

  private static void from(RouteTree tree, List<RouteFileProblem> problems) {
    Address from = tree.from();
    if (!Set.of("direct", "destination").contains(from.scheme())) {
      problems.add(
          tree.problem(
              from.line(),
              "A route file takes from direct: (the router) or destination:, not from "
                  + from.scheme()
                  + ":. Events come in by the door alone."));
    }
  }

  private static void check(RouteTree tree, Step step, List<RouteFileProblem> problems) {
    String reason = REFUSED.get(step.kind());
    if (reason != null) {
      problems.add(tree.problem(step.line(), "`" + step.kind() + "`" + reason));
    } else if (!ROLLS_BACK.contains(step.kind()) && !ONE_BY_ONE.contains(step.kind())) {
      problems.add(
          tree.problem(
              step.line(),
              "unknown step `" + step.kind() + "`" + NearestWord.hint(step.kind(), kinds())));
    } else {
      checkKnown(tree, step, problems);
    }
  }

  private static Set<String> kinds() {
    Set<String> kinds = new TreeSet<>(ROLLS_BACK);
    kinds.addAll(ONE_BY_ONE);
    return kinds;
  }

  private static void checkKnown(RouteTree tree, Step step, List<RouteFileProblem> problems) {
    step.fields((name, node) -> field(tree, step, name, node, problems));
    step.address().ifPresent(address -> address(tree, step, address, problems));
    if (isBatch(tree) && !rollsBack(step)) {
      problems.add(
          tree.problem(
              step.line(),
              "batch="
                  + batch(tree)
                  + " runs many events in one transaction, but "
                  + named(step)
                  + " cannot be rolled back. Remove `batch` from "
                  + tree.from()
                  + ", or do this in a destination of its own."));
    }
    if (step.kind().equals("doTry") && step.all().anyMatch(RouteRules::writes)) {
      problems.add(
          tree.problem(
              step.line(),
              "`doTry` around a step that writes would hide that its transaction failed. Take it away: "
                  + tree.from()
                  + " waits, retries and keeps dead letters."));
    }
  }

  private static void field(
      RouteTree tree, Step step, String name, YamlNode node, List<RouteFileProblem> problems) {
    if (LANGUAGES_REFUSED.contains(name) && !step.kind().equals("bean")) {
      problems.add(tree.problem(node.line(), "`" + name + "`" + SCRIPTS));
    }
    if (name.equals("parallelProcessing") && "true".equals(node.text())) {
      problems.add(
          tree.problem(node.line(), "`parallelProcessing` of `" + step.kind() + "`" + LEAVES));
    }
    if (Set.of("handled", "continued").contains(name) && !step.kind().startsWith("set")) {
      problems.add(tree.problem(node.line(), "`" + name + "`" + HANDLES));
    }
  }

  private static void address(
      RouteTree tree, Step step, Address to, List<RouteFileProblem> problems) {
    if (SCHEMES_THAT_LEAVE.contains(to.scheme())) {
      problems.add(tree.problem(to.line(), "`" + to.scheme() + ":`" + LEAVES));
    } else if (tree.from().scheme().equals("direct")
        && !Set.of("destination", "direct").contains(to.scheme())) {
      problems.add(
          tree.problem(
              to.line(),
              "The router sends only to destination: and direct:, not to "
                  + to.scheme()
                  + ":. Send to a destination:, and do this in the route that takes from it: there it is retried without holding up the others."));
    } else if (!step.kind().equals("to") && tree.from().scheme().equals("direct")) {
      problems.add(
          tree.problem(
              step.line(),
              "`"
                  + step.kind()
                  + "` does not belong in the router, which only sends to destination: and direct:."));
    }
  }

  private static boolean isBatch(RouteTree tree) {
    return !Set.of("", "1").contains(batch(tree));
  }

  private static String batch(RouteTree tree) {
    YamlNode batch = tree.from().options().get("batch");
    return batch == null || batch.text() == null ? "" : batch.text();
  }

  private static boolean rollsBack(Step step) {
    return step.address().isEmpty()
        ? ROLLS_BACK.contains(step.kind())
        : step.kind().equals("to") && step.address().filter(RouteRules::rollsBack).isPresent();
  }

  private static boolean rollsBack(Address to) {
    return SCHEMES_THAT_ROLL_BACK.contains(to.scheme()) || to.isKamelet("crm-sync-sink");
  }

  private static boolean writes(Step step) {
    return step.kind().equals("bean")
        || step.kind().equals("process")
        || step.address().filter(to -> rollsBack(to) && !to.scheme().equals("log")).isPresent();
  }

  private static String named(Step step) {
    return step.address().map(Address::toString).orElse("`" + step.kind() + "`");
  }
}
