package org.copernicaroutes.routes;

import java.util.Set;
import org.copernicaroutes.words.NearestWord;

/**
 * What a route file may do, so that a delivery stays one transaction and no message chooses where
 * it goes.
 */
final class RouteRules {

  private static final Set<String> SCHEMES_THAT_ROLL_BACK =
      Set.of("sql", "log", "direct", "destination");

  static final Set<String> SCHEMES_THAT_LEAVE =
      Set.of("seda", "vm", "disruptor", "disruptor-vm", "stub", "jms", "scheduler");

  static final String ROUTER = "router";

  /** What the inbox hands each event to. */
  static final String FROM_INBOX = "direct:" + ROUTER;

  private final RouteTree tree;
  private final Findings findings;

  private RouteRules(RouteTree tree, Findings findings) {
    this.tree = tree;
    this.findings = findings;
  }

  static void check(RouteTree tree, Findings findings) {
    RouteRules rules = new RouteRules(tree, findings);
    rules.id();
    rules.from();
    tree.allSteps().forEach(rules::step);
  }

  private void id() {
    String name = tree.text().id();
    tree.id()
        .filter(id -> !name.equals(id.text()))
        .ifPresent(
            id ->
                findings.add(
                    id.place(),
                    Mistake.WRONG_ID,
                    "The id of the route is `%s` but the file's name says `%s`"
                        .formatted(id.text(), name),
                    "make them equal."));
  }

  private void from() {
    Address from = tree.from();
    boolean isRouter = tree.text().id().equals(ROUTER);
    if (isRouter != from.toString().equals(FROM_INBOX)) {
      wrongFrom(
          isRouter
              ? "router.camel.yaml takes from "
                  + from
                  + ", so nothing would take from "
                  + FROM_INBOX
              : "only router.camel.yaml takes from " + FROM_INBOX,
          isRouter
              ? "there the events come in: begin with `" + FROM_INBOX + "`."
              : "begin with `destination:" + tree.text().id() + "`.");
    } else if (!Set.of("direct", "destination").contains(from.scheme())) {
      wrongFrom(
          "A route file takes from direct: (the router) or destination:, not from "
              + from.scheme()
              + ":",
          "events come in by the door alone.");
    }
  }

  private void wrongFrom(String message, String hint) {
    findings.add(tree.from().place(), Mistake.WRONG_FROM, message, hint);
  }

  private void step(Step step) {
    Refusal refusal = Refusal.OF_STEPS.get(step.kind());
    if (refusal != null) {
      refuse(step.place(), "`" + step.kind() + "`", refusal);
    } else if (!StepKinds.all().contains(step.kind())) {
      findings.add(
          step.place(),
          Mistake.UNKNOWN_STEP,
          "unknown step `" + step.kind() + "`",
          NearestWord.hint(step.kind(), StepKinds.all()));
    } else {
      knownStep(step);
    }
  }

  private void refuse(Place place, String what, Refusal refusal) {
    findings.add(place, refusal.mistake(), what + refusal.why(), refusal.hint());
  }

  private void knownStep(Step step) {
    step.fields((name, node) -> field(step, name, node));
    step.address().ifPresent(address -> address(step, address));
    if (isBatch(tree) && !rollsBack(step)) {
      findings.add(
          step.place(),
          Mistake.NO_BATCH,
          "batch=%s runs many events in one transaction, but %s cannot be rolled back"
              .formatted(batch(tree), named(step)),
          "remove `batch` from %s, or do this in a destination of its own.".formatted(tree.from()));
    }
    if (step.kind().equals("doTry") && step.all().anyMatch(RouteRules::writes)) {
      findings.add(
          step.place(),
          Mistake.OWN_ERROR_HANDLING,
          "`doTry` around a step that writes would hide that its transaction failed",
          "take it away: " + tree.from() + " waits, retries and keeps dead letters.");
    }
  }

  private void field(Step step, String name, YamlNode node) {
    if (Refusal.LANGUAGES.contains(name) && !step.kind().equals("bean")) {
      refuse(node.place(), "`" + name + "`", Refusal.SCRIPTS);
    }
    if (name.equals("parallelProcessing") && "true".equals(node.text())) {
      refuse(node.place(), "`parallelProcessing` of `" + step.kind() + "`", Refusal.LEAVES);
    }
    if (Set.of("handled", "continued").contains(name) && !step.kind().startsWith("set")) {
      refuse(node.place(), "`" + name + "`", Refusal.HANDLES);
    }
  }

  private void address(Step step, Address to) {
    if (SCHEMES_THAT_LEAVE.contains(to.scheme())) {
      refuse(to.place(), "`" + to.scheme() + ":`", Refusal.LEAVES);
    } else if (tree.from().scheme().equals("direct")) {
      addressInRouter(step, to);
    }
  }

  private void addressInRouter(Step step, Address to) {
    if (!Set.of("destination", "direct").contains(to.scheme())) {
      findings.add(
          to.place(),
          Mistake.NOT_FOR_THE_ROUTER,
          "The router sends only to destination: and direct:, not to " + to.scheme() + ":",
          "send to a destination:, and do this in the route that takes from it: there it is"
              + " retried without holding up the others.");
    } else if (!step.kind().equals("to")) {
      findings.add(
          step.place(),
          Mistake.NOT_FOR_THE_ROUTER,
          "`%s` does not belong in the router, which only sends to destination: and direct:"
              .formatted(step.kind()));
    }
  }

  /**
   * Alerts of a burst move to their digest many at a time, where no other step of their route does
   * what cannot be rolled back, and the file does not say how many.
   */
  static boolean movesAlerts(RouteTree tree) {
    return batch(tree).isEmpty()
        && tree.allSteps().anyMatch(RouteRules::alerts)
        && tree.allSteps().allMatch(step -> alerts(step) || rollsBack(step));
  }

  private static boolean alerts(Step step) {
    return step.kind().equals("to")
        && step.address().filter(to -> to.isKamelet("email-alert-sink")).isPresent();
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
        ? StepKinds.ROLL_BACK.contains(step.kind())
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
