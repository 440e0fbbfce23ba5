package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Takes parked requests up again, round by round, until it is told to stop.
 *
 * <p>A round looks at what waits, asks for the keys, and empties the park of each name that has
 * one, in the order of arrival. A name that cannot be decided stays as it is and holds up no other.
 * What was decided leaves the park in the transaction that puts it where it belongs: a crash
 * repeats the decision and nothing else.
 */
final class ParkLoop implements Runnable {

  private static final String UNSURE =
      "the keys that are known made none of them, and DNS cannot say whether there are newer ones";

  private final ParkWork work;
  private final CountDownLatch stop = new CountDownLatch(1);
  private int tries;
  private int interruptions;
  private @Nullable String objection;

  ParkLoop(ParkWork work) {
    this.work = work;
  }

  void stop() {
    stop.countDown();
  }

  private boolean stopped() {
    return stop.getCount() == 0;
  }

  @Override
  public void run() {
    while (!stopped()) {
      try (Connection connection = work.broker().connectToTake()) {
        serve(connection);
      } catch (JMSException | RuntimeException | Error e) {
        interrupted(e);
      }
    }
    work.watch().stopped(this);
  }

  private void interrupted(Throwable e) {
    work.watch().stopped(this);
    if (!stopped()) {
      Duration pause = work.pauses().after(++interruptions);
      say(e, pause);
      work.pauses().pass(pause, stop);
    }
  }

  /** A loop that ended because it could not log would leave the park as it is for good. */
  private void say(Throwable e, Duration pause) {
    try {
      work.watch().interrupted(Queues.PARK, e, pause);
    } catch (RuntimeException | Error unsaid) {
      // the pause and the next try matter more
    }
  }

  private void serve(Connection connection) throws JMSException {
    while (!stopped()) {
      if (!work.broker().mayTake()) {
        throw new BrokerAway("the broker is no longer set as events need");
      }
      ParkLook look = count(connection);
      interruptions = 0;
      if (look.names().isEmpty()) {
        idle();
      } else if (round(connection, look)) {
        tries = 0;
      } else {
        waits(look);
      }
    }
  }

  private ParkLook count(Connection connection) throws JMSException {
    ParkLook[] look = new ParkLook[1];
    work.room()
        .count(
            () -> {
              look[0] = ParkLook.at(connection, Queues.PARK);
              return look[0].load();
            });
    work.verdicts()
        .dead()
        .count(() -> ParkLook.at(connection, Queues.dead(Queues.UNVERIFIED)).load());
    return look[0];
  }

  /** Until something is parked here, or for so long that another node may have left something. */
  private void idle() {
    tries = 0;
    work.watch().resumed(this);
    Duration longest = work.settings().retry().longestPause();
    Duration passed = Duration.ZERO;
    boolean goesOn = true;
    while (goesOn && work.room().isEmpty() && passed.compareTo(longest) < 0) {
      Duration pause = work.settings().retry().firstPause();
      goesOn = work.pauses().pass(pause, stop);
      passed = passed.plus(pause);
    }
  }

  private void waits(ParkLook look) {
    Duration pause = work.pauses().after(++tries);
    Instant oldest = look.oldest();
    Taken first = new Taken("", Map.of(), oldest == null ? Instant.EPOCH : oldest);
    String why = objection == null ? UNSURE : objection;
    Failure failure = new Failure(End.OUTAGE, why, DeliveryFailure.outage(why, null));
    work.watch().waiting(this, Queues.PARK, first, failure, tries, pause);
    work.pauses().pass(pause, stop);
  }

  /** False: nothing could be decided. */
  private boolean round(Connection connection, ParkLook look) throws JMSException {
    boolean moved = false;
    objection = null;
    for (List<String> names : look.turns(work.pauses().random())) {
      boolean some = turn(connection, look, names);
      moved |= some;
      if (!moved && !names.isEmpty() && !look.names().get(names.get(0)).familiar()) {
        return false; // nobody answers: to ask for all other strange names would take long
      }
    }
    return moved;
  }

  private boolean turn(Connection connection, ParkLook look, List<String> names)
      throws JMSException {
    Map<String, CompletableFuture<Optional<String>>> asked = new LinkedHashMap<>();
    names.forEach(n -> asked.put(n, work.verdicts().check().objection(n).toCompletableFuture()));
    boolean moved = false;
    for (String name : names) {
      boolean decidable = isDecidable(asked.get(name).join());
      if (decidable || work.verdicts().isOverdue(look.names().get(name).oldest())) {
        moved |= settle(connection, name, decidable);
      }
    }
    return moved;
  }

  private boolean isDecidable(Optional<String> said) {
    said.ifPresent(why -> objection = why);
    return said.isEmpty();
  }

  /** All of one name that can be decided; false where that is none. */
  private boolean settle(Connection connection, String name, boolean decidable)
      throws JMSException {
    ParkTurn turn = new ParkTurn(work, name, decidable);
    while (!stopped() && turn.goesOn()) {
      turn.takeOn(connection);
    }
    return turn.moved();
  }
}
