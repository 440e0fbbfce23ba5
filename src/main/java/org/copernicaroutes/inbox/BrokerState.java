package org.copernicaroutes.inbox;

import java.util.List;
import java.util.Map;
import org.copernicaroutes.inbox.BrokerRequirements.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of an external broker last.
 *
 * @param away why it cannot be reached; null where it can
 * @param full why it has no space; null where it has
 */
record BrokerState(
    @Nullable String away,
    List<Fault> faults,
    @Nullable String full,
    Map<String, Broker.Depth> depths) {

  static final BrokerState NOT_SEEN =
      new BrokerState("it was not reached yet", List.of(), null, Map.of());

  /** For the reason that was found first, so that one outage reads as one. */
  BrokerState lost(Throwable why) {
    return away != null && this != NOT_SEEN
        ? this
        : new BrokerState(innermost(why), List.of(), null, depths);
  }

  private static String innermost(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  @Nullable String refusal() {
    if (away != null) {
      return words();
    }
    return faults.stream().anyMatch(Fault::stored)
        ? "the broker is not set as events need: see broker.unfit in the log"
        : full;
  }

  @Nullable String holdUp() {
    if (away != null) {
      return words();
    }
    return faults.isEmpty()
        ? null
        : "the broker is not set as deliveries need: see broker.unfit in the log";
  }

  private String words() {
    return "the broker is away: " + away;
  }

  /** A broker that is there and refuses stays as it is until somebody changes it. */
  boolean mayComeBack() {
    return away != null || refusal() == null;
  }
}
