package org.copernicaroutes.inbox;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.signature.UnverifiedRequest;

/**
 * Keeps requests whose key cannot be had just now, in a queue of their own: as many as the settings
 * allow, until {@link ParkLoop} has decided about them. Nothing in it is proven, so nothing of it
 * reaches a route.
 */
final class Park {

  private static final long STOP_SECONDS = 30;

  private final InboxWriter writer;
  private final ParkRoom room;
  private final ParkLog log;
  private final ParkLoop loop;
  private final Thread thread;

  Park(InboxWriter writer, ParkWork work) {
    this.writer = writer;
    this.room = work.room();
    this.log = work.log();
    this.loop = new ParkLoop(work);
    this.thread = new Thread(loop, Queues.PARK);
    work.watch().watch(Queues.PARK);
    work.watch().watch(Queues.dead(Queues.UNVERIFIED));
  }

  void start() {
    thread.start();
  }

  /** What is not settled by then stays in its queue. */
  void stop() throws InterruptedException {
    loop.stop();
    thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
  }

  /** Never blocks, never fails: the answer is {@code stored} or {@code UNAVAILABLE}. */
  CompletableFuture<Answer> put(UnverifiedRequest request) {
    Arrival arrival = Arrival.of(request);
    ParkLoad load = ParkedMessage.load(arrival.message());
    if (writer.knows(arrival)) {
      return writer.put(arrival);
    }
    if (!room.reserve(load)) {
      log.turnedAway(request, room.why(load));
      return CompletableFuture.completedFuture(Answer.UNAVAILABLE);
    }
    return writer.put(arrival).thenApply(answer -> kept(request, load, answer));
  }

  private Answer kept(UnverifiedRequest request, ParkLoad load, Answer answer) {
    if (answer.isStored()) {
      room.stored(load);
      log.parked(request);
    } else {
      room.released(load);
      log.turnedAway(request, "it could not be stored");
    }
    return answer;
  }
}
