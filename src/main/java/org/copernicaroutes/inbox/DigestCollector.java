package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a digest of what waits in a queue, once the first of it has waited for the period and the
 * digest before was delivered.
 *
 * <p>It takes a part at a time, adds it to the sum of the parts before, which is in a queue of its
 * own, and goes on until it meets the end that it has put behind what waited when it began. Each is
 * one transaction, so that neither memory nor a transaction grows with the number of events, and a
 * crash loses and repeats none. The finished digest is in a further queue before anybody tries to
 * deliver it: every try delivers the same.
 */
final class DigestCollector<D> implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(DigestCollector.class);

  /** On a message that tells of nothing: of which digest it is the end. */
  private static final String END = "digestEnd";

  private static final int LOOKS = 40;

  private final DigestTerms terms;
  private final DigestFormat<D> format;
  private final DeliveryQueues queues;
  private final CountDownLatch stop;
  private final String queue;
  private final String sum;
  private final Settling settling;
  private int interruptions;

  DigestCollector(
      DigestTerms terms, DigestFormat<D> format, DeliveryQueues queues, CountDownLatch stop) {
    this.terms = terms;
    this.format = format;
    this.queues = queues;
    this.stop = stop;
    this.queue = Queues.digest(terms.step());
    this.sum = Queues.sum(terms.step());
    this.settling = queues.settling(queue, "digest." + terms.step());
  }

  @Override
  public void run() {
    while (queues.pauses().pass(queues.settings().digest().lookEvery(), stop)) {
      try {
        if (isDue()) {
          close();
          queues.pauses().pass(terms.every(), stop); // also where the first has waited for longer
        }
        interruptions = 0;
      } catch (JMSException | RuntimeException | Error e) {
        Duration pause = queues.pauses().after(++interruptions);
        queues.watch().interrupted(queue, e, pause);
        queues.pauses().pass(pause, stop);
      }
    }
  }

  private boolean isDue() {
    return (isOld(oldest(queue)) || isOld(oldest(sum)))
        && queues.broker().depth(Queues.ready(terms.step())).events() == 0;
  }

  private @Nullable Instant oldest(String name) {
    return queues.broker().depth(name).oldest();
  }

  private boolean isOld(@Nullable Instant first) {
    return first != null && !first.plus(terms.every()).isAfter(queues.clock().instant());
  }

  private void close() throws JMSException {
    try (Connection connection = queues.broker().connectToTake();
        Taking taking = new Taking(connection, queue);
        Taking sums = taking.beside(sum)) {
      List<Taken> parts = take(taking);
      parts.addAll(take(sums)); // of a digest that a crash has cut short
      if (parts.isEmpty() || !isOld(parts.get(0).queuedAt())) {
        taking.rollback(); // another node has just made the digest
        return;
      }
      String end = UUID.randomUUID().toString();
      add(taking, parts, List.of(Send.now(queue, mark().with(Map.of(END, end)))));
      collect(taking, sums, end);
    }
  }

  /** A stop leaves the rest to the next start. */
  private void collect(Taking taking, Taking sums, String end) throws JMSException {
    boolean ended = false;
    while (!ended && stop.getCount() > 0) {
      List<Taken> next = next(taking);
      ended = next.stream().anyMatch(part -> end.equals(part.properties().get(END)));
      List<Taken> parts = new ArrayList<>(next(sums));
      parts.addAll(next);
      if (ended) {
        finish(taking, parts);
      } else {
        add(taking, parts, List.of());
      }
    }
  }

  /** There is more to come: a broker that reads from its disk has none at hand for a moment. */
  private List<Taken> next(Taking taking) throws JMSException {
    for (int look = 0; look < LOOKS; look++) {
      List<Taken> parts = take(taking);
      if (!parts.isEmpty()) {
        return parts;
      }
    }
    throw new JMSException("what belongs to a digest did not come from " + queue);
  }

  private List<Taken> take(Taking taking) throws JMSException {
    return taking.take(queues.settings().digest().part(), queues.settings().groupBytes().toBytes());
  }

  private void add(Taking taking, List<Taken> parts, List<Send> more) throws JMSException {
    List<Send> sends = new ArrayList<>(more);
    D digest = merged(parts, sends);
    sends.add(Send.now(sum, message(digest, parts)));
    taking.commit(sends);
  }

  private void finish(Taking taking, List<Taken> parts) throws JMSException {
    List<Send> sends = new ArrayList<>();
    D digest = merged(parts, sends);
    long events = format.events(digest);
    if (events > 0) {
      sends.add(Send.now(Queues.ready(terms.step()), message(digest, parts)));
    }
    boolean goesOn = events > 0 && events >= terms.after();
    if (goesOn) {
      sends.add(Send.now(queue, mark()));
    }
    taking.commit(sends);
    log.info(
        "digest.closed {} events={}{}",
        terms.step(),
        events,
        goesOn ? ", the burst goes on" : ", the burst is over");
  }

  /** Tells of nothing. */
  private Taken mark() {
    return message(format.merge(List.of()), List.of());
  }

  /** What cannot be read is parked. */
  private D merged(List<Taken> parts, List<Send> sends) {
    List<D> digests = new ArrayList<>();
    for (Taken part : parts) {
      try {
        digests.add(format.read(part.text()));
      } catch (DeliveryFailure e) {
        Failure failure = FailureClassifier.failure(e);
        Send parked = settling.settle(part, failure, null, 1);
        sends.add(parked);
        queues.watch().settled(queue, part, failure, parked);
      }
    }
    return format.merge(digests);
  }

  /** Under the id of the first event that has one. */
  private Taken message(D digest, List<Taken> parts) {
    Taken message = Taken.text(format.write(digest)).with(DigestQueue.TOGETHER);
    return parts.stream()
        .map(Taken::eventId)
        .filter(id -> id != null)
        .findFirst()
        .map(id -> message.with(Map.of(Taken.EVENT_ID, id)))
        .orElse(message);
  }
}
