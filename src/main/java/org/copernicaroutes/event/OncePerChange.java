package org.copernicaroutes.event;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.copernicaroutes.event.RecentChanges.Act;
import org.copernicaroutes.event.RecentChanges.Told;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.DestinationEndpoint;
import org.copernicaroutes.inbox.SharedTransaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a step act once on a change that several events tell of; for steps whose effect cannot be
 * applied twice without somebody noticing.
 *
 * <p>The event that a step acted for is acted on again whenever it is delivered again: only another
 * one is passed over. What failed was not acted on. Counts {@code copernica.repeated}.
 */
public final class OncePerChange {

  private static final Logger LOG = LoggerFactory.getLogger(OncePerChange.class);
  private static final String ACTING = "copernicaActing";

  private final RecentChanges recent;
  private final MeterRegistry meters;

  OncePerChange(RecentChanges recent, MeterRegistry meters) {
    this.recent = recent;
    this.meters = meters;
  }

  private record Acting(Act act, String eventId) {}

  /**
   * Whether the step is to act on the event; {@link #done} says that it has.
   *
   * @throws DeliveryFailure not yet, while it acts for another event: that may fail
   */
  public boolean begins(String step, Event event, Exchange exchange) {
    Acting acting =
        ContentKey.of(event).map(key -> new Acting(new Act(step, key), event.getId())).orElse(null);
    Told before = acting == null ? null : recent.begin(acting.act(), event.getId());
    if (before == null) {
      remember(acting, exchange);
    } else if (before.done()) {
      String destination = destination(step, exchange);
      SharedTransaction.afterCommit(() -> passedOver(step, destination, event, before));
    } else {
      throw underWay(step, before);
    }
    return before == null;
  }

  /** The step has acted; another event that tells of the same change is passed over from now on. */
  public void done(Exchange exchange) {
    if (exchange.removeProperty(ACTING) instanceof Acting acting) {
      recent.done(acting.act(), acting.eventId());
      SharedTransaction.afterRollback(() -> recent.undone(acting.act(), acting.eventId()));
    }
  }

  private void remember(@Nullable Acting acting, Exchange exchange) {
    if (acting != null) {
      exchange.setProperty(ACTING, acting);
      exchange.getExchangeExtension().addOnCompletion(new End(recent, acting));
    }
  }

  private static final class End extends SynchronizationAdapter {

    private final RecentChanges recent;
    private final Acting acting;

    End(RecentChanges recent, Acting acting) {
      this.recent = recent;
      this.acting = acting;
    }

    @Override
    public void onDone(Exchange exchange) {
      recent.ended(acting.act(), acting.eventId());
    }
  }

  private void passedOver(String step, String destination, Event event, Told before) {
    meters.counter("copernica.repeated", "destination", destination).increment();
    LOG.info(
        "change.repeated {} {}: it tells of the same change as event={}, for which this step acted {} s"
            + " ago; it does not act again.",
        step,
        event,
        before.eventId(),
        recent.since(before).toSeconds());
  }

  /** A step that no queue leads to goes by its own name. */
  private static String destination(String step, Exchange exchange) {
    return exchange.getFromEndpoint() instanceof DestinationEndpoint destination
        ? destination.getName()
        : step;
  }

  private static DeliveryFailure underWay(String step, Told before) {
    return DeliveryFailure.notYet(
        step
            + " is acting on the same change for event="
            + before.eventId()
            + " just now; if that fails, this event is acted on",
        null);
  }
}
