package org.copernicaroutes.inbox;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives letters back to the queue that they came from.
 *
 * @param room of the park, which takes no more than it may from here either
 */
record LetterRetry(String name, ParkRoom room, ParkLog parked, LetterLog log, Clock clock)
    implements LetterAct {

  @Override
  public @Nullable List<Send> sends(DeadLetter letter) {
    String queue = queue(letter);
    if (queue.equals(Queues.PARK) && !room.reserve(load(letter))) {
      return null;
    }
    return List.of(Send.now(queue, message(letter, queue)));
  }

  private String queue(DeadLetter letter) {
    String said = letter.cameFrom();
    return said != null && Queues.isOrigin(said) ? said : Queues.origin(name);
  }

  private Taken message(DeadLetter letter, String queue) {
    Map<String, Object> more = new LinkedHashMap<>();
    if (queue.equals(Queues.PARK)) {
      more.put(StoredRequest.DUPLICATE_ID, letter.id()); // by which the park finds it
    } else if (Queues.isDigest(queue)) {
      more.putAll(DigestQueue.TOGETHER);
    }
    return letter.again(clock.instant()).with(more);
  }

  private static ParkLoad load(DeadLetter letter) {
    return ParkedMessage.load(letter.taken());
  }

  @Override
  public void done(DeadLetter letter) {
    String queue = queue(letter);
    if (queue.equals(Queues.PARK)) {
      room.stored(load(letter));
      parked.retried();
    }
    log.retried(name, letter, queue);
  }

  @Override
  public void undone(DeadLetter letter) {
    if (queue(letter).equals(Queues.PARK)) {
      room.released(load(letter));
    }
  }

  @Override
  public String why() {
    return "the park of unverified requests takes no more just now: it is full"
        + " (copernica.unverified.requests, bytes and unseen-share), or not counted yet after a"
        + " start. Retry the others later.";
  }
}
