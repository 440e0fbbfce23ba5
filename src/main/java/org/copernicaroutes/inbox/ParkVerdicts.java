package org.copernicaroutes.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.copernicaroutes.inbox.Settled.Outcome;
import org.copernicaroutes.signature.RecentIds;
import org.copernicaroutes.signature.SignatureCheck;
import org.copernicaroutes.signature.Verdict;
import org.copernicaroutes.signature.Verdict.Verified;
import org.jspecify.annotations.Nullable;

/**
 * Decides about parked requests. Only what the signature check itself calls verified goes into the
 * inbox, under the id that it has found.
 *
 * @param seen ids of what is in the inbox, or was
 * @param dead how much is in the dead letters
 */
record ParkVerdicts(
    SignatureCheck check, RecentIds seen, ParkRoom dead, ParkSettings settings, Clock clock) {

  static final String REFUSAL = "refusal";

  /**
   * In their order, up to the first that cannot be decided yet.
   *
   * @param decidable false: the key cannot be had, as was found out just now
   * @param known by event id: what was verified just now and need not be once more
   */
  List<Settled> of(List<Taken> events, boolean decidable, Map<String, Verified> known) {
    List<Settled> all = new ArrayList<>();
    for (Taken event : events) {
      Settled settled = settled(event, decidable, known);
      if (settled == null) {
        return all;
      }
      all.add(settled);
    }
    return all;
  }

  private @Nullable Settled settled(Taken event, boolean decidable, Map<String, Verified> known) {
    String id = event.eventId();
    if (id != null && seen.contains(id)) {
      return new Settled(Outcome.REPEATED, event, List.of(), "the same one was stored meanwhile");
    }
    try {
      return decidable ? decided(event, known) : overdue(event);
    } catch (DeliveryFailure e) {
      return refused(event, "unreadable", String.valueOf(e.getMessage()));
    }
  }

  /** Where it would go into the inbox; nothing is counted or reserved. */
  Optional<Verified> verified(Taken event) {
    try {
      return verdict(event) instanceof Verified verified ? Optional.of(verified) : Optional.empty();
    } catch (DeliveryFailure e) {
      return Optional.empty();
    }
  }

  private Verdict verdict(Taken event) {
    return check.check(ParkedMessage.read(event)).toCompletableFuture().join();
  }

  private @Nullable Settled decided(Taken event, Map<String, Verified> known) {
    String id = event.eventId();
    Verdict verdict = id != null && known.containsKey(id) ? known.get(id) : verdict(event);
    if (verdict instanceof Verified verified) {
      Send send = Send.now(Queues.INBOX, InboxMessage.of(verified.request()));
      return new Settled(Outcome.VERIFIED, event, List.of(send), "it goes on by the inbox");
    }
    return verdict instanceof Verdict.Refused refused
        ? refused(event, refused.reason().tag(), refused.detail())
        : overdue(event);
  }

  /** Where the dead letters are full it waits on: it may be genuine. */
  private @Nullable Settled overdue(Taken event) {
    return isOverdue(event.queuedAt()) && dead.reserve(ParkedMessage.load(event))
        ? kept(
            Outcome.EXPIRED,
            event,
            "undecided",
            "its key could not be had from DNS within copernica.unverified.patience")
        : null;
  }

  boolean isOverdue(Instant parkedAt) {
    return Duration.between(parkedAt, clock.instant()).compareTo(settings.patience()) >= 0;
  }

  private Settled refused(Taken event, String refusal, String why) {
    return dead.reserve(ParkedMessage.load(event))
        ? kept(Outcome.REFUSED, event, refusal, why)
        : new Settled(
            Outcome.DROPPED,
            event,
            List.of(),
            why + ". Never applied, and not kept: the dead letters are full");
  }

  private Settled kept(Outcome outcome, Taken event, String refusal, String why) {
    dead.stored(ParkedMessage.load(event));
    String where = ". Never applied, kept in " + Queues.dead(Queues.UNVERIFIED);
    return new Settled(outcome, event, List.of(letter(event, refusal, why)), why + where);
  }

  private Send letter(Taken event, String refusal, String reason) {
    Map<String, Object> why = new LinkedHashMap<>();
    why.put(Settling.REASON, reason);
    why.put(REFUSAL, refusal);
    why.put(Settling.PARKED_AT, clock.instant().toString());
    why.put(Settling.QUEUE, Queues.PARK);
    return Send.now(Queues.dead(Queues.UNVERIFIED), event.with(why)).keptFor(settings.keep());
  }
}
