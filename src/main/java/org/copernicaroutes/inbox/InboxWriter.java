package org.copernicaroutes.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.JMSException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.signature.RecentIds;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts requests on disk: one thread, one commit for all that wait, and each is answered after the
 * commit that holds it.
 *
 * <p>An answer always comes: 200 when the request is on disk, 503 when it is not known to be. The
 * route goes on in threads of their own, so that no caller can hold up the writer.
 */
final class InboxWriter {

  private static final Logger log = LoggerFactory.getLogger(InboxWriter.class);
  private static final long POLL_MILLIS = 100;
  private static final long STOP_SECONDS = 20;

  private final Broker broker;
  private final RecentIds seen;
  private final InboxSettings settings;
  private final Counter stored;
  private final Counter replayed;
  private final BlockingQueue<Put> waiting;
  private final ExecutorService answers =
      Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
  private final Thread thread = new Thread(this::run, "inbox-writer");
  private @Nullable InboxSession session;
  private @Nullable String refusing;
  private volatile boolean open = true;

  InboxWriter(Broker broker, RecentIds seen, InboxSettings settings, MeterRegistry meters) {
    this.broker = broker;
    this.seen = seen;
    this.settings = settings;
    this.stored = meters.counter("copernica.stored");
    this.replayed = meters.counter("copernica.replayed");
    this.waiting = new ArrayBlockingQueue<>(settings.waitingRequests());
  }

  void start() {
    thread.start();
  }

  /** What still waits is written first. */
  void stop() throws InterruptedException {
    open = false;
    thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    answers.shutdown();
    answers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
  }

  /** Never blocks, never fails: the answer is {@code stored} or {@code UNAVAILABLE}. */
  CompletableFuture<Answer> put(Arrival arrival) {
    Put put = Put.of(arrival);
    if (knows(arrival)) {
      replayed.increment();
      return CompletableFuture.completedFuture(put.stored());
    }
    boolean refused = !waiting.offer(put) || (!open && waiting.remove(put));
    return refused ? CompletableFuture.completedFuture(Answer.UNAVAILABLE) : put.answer();
  }

  /** Whether it is a repetition of what was stored a short while ago. */
  boolean knows(Arrival arrival) {
    return seen.contains(arrival.duplicateId());
  }

  private void run() {
    while (open || !waiting.isEmpty()) {
      round(new Group());
    }
    close();
  }

  /** The writer ends for nothing, not even for want of memory, and leaves nobody unanswered. */
  private void round(Group group) {
    try {
      fill(group);
      write(group);
    } catch (RuntimeException | Error e) {
      group.puts().forEach(p -> p.answer().complete(Answer.UNAVAILABLE));
      failed(e);
    }
  }

  private static void failed(Throwable e) {
    try {
      log.error("inbox.failed a group was answered 503. The writer goes on with the next one.", e);
    } catch (RuntimeException | Error unsaid) {
      // nothing left to say it with; what matters is to go on
    }
  }

  private void fill(Group group) {
    Put put = first();
    while (put != null) {
      if (knows(put.arrival())) {
        replayed(put);
      } else if (!group.add(put)) {
        replayed.increment();
      }
      put = full(group) ? null : waiting.poll();
    }
  }

  private @Nullable Put first() {
    try {
      return waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return waiting.poll(); // only stop() ends the writer
    }
  }

  private boolean full(Group group) {
    return group.size() >= settings.groupSize() || group.bytes() >= settings.groupBytes().toBytes();
  }

  /** Whatever happens, everyone in the group gets an answer and the writer goes on. */
  private void write(Group group) {
    if (group.size() == 0) {
      return;
    }
    try {
      String refusal = broker.refusal();
      if (refusal == null || broker.comesBack()) {
        store(group);
      } else {
        refuse(group, refusal, null);
      }
    } catch (JMSException | RuntimeException | Error e) {
      close();
      refuse(group, "the broker failed", e);
    }
  }

  private void store(Group group) throws JMSException {
    try {
      session().store(group.arrivals());
    } catch (JMSException e) {
      if (!InboxSession.isDuplicate(e) && !broker.comesBack()) {
        throw e;
      }
      storeOneByOne(group);
    }
    stored(group);
  }

  /** Somebody in the group was stored before a restart, by another node, or just now. */
  private void storeOneByOne(Group group) throws JMSException {
    close();
    for (Arrival arrival : group.arrivals()) {
      session().store(arrival);
    }
  }

  private InboxSession session() throws JMSException {
    if (session == null) {
      session = new InboxSession(broker);
    }
    return session;
  }

  private void stored(Group group) {
    if (refusing != null) {
      log.info("inbox.resumed requests are stored again");
      refusing = null;
    }
    group.arrivals().forEach(a -> seen.add(a.duplicateId(), a.signedAt()));
    stored.increment(group.arrivals().stream().filter(Arrival::isVerified).count());
    group.puts().forEach(p -> answer(p, p.stored()));
  }

  private void replayed(Put put) {
    replayed.increment();
    answer(put, put.stored());
  }

  private void refuse(Group group, String why, @Nullable Throwable cause) {
    if (!why.equals(refusing)) {
      log.error(
          "inbox.refusing every request is answered 503: {}. What was answered 200 is on disk."
              + " It recovers by itself when the cause is gone.",
          why,
          cause);
    }
    refusing = why;
    group.puts().forEach(p -> answer(p, Answer.UNAVAILABLE));
  }

  private void answer(Put put, Answer answer) {
    try {
      answers.execute(() -> put.answer().complete(answer));
    } catch (RejectedExecutionException | Error e) {
      put.answer().complete(answer); // by this thread rather than never
    }
  }

  private void close() {
    InboxSession closing = session;
    session = null;
    try {
      if (closing != null) {
        closing.close();
      }
    } catch (JMSException | RuntimeException e) {
      log.debug("the broken session could not be closed", e);
    }
  }
}
