package org.copernicaroutes.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntToLongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over connections that stay open, on one thread, and notes the answers.
 *
 * <p>In a closed loop each connection sends its next request when the last is answered: that gives
 * a rate. In an open loop requests are due at moments of their own, whatever the door does, and
 * latency counts from that moment: a door that stalls is charged for all that were due meanwhile.
 */
final class Load {

  private static final int CLOSED_CONNECTIONS = 64;
  private static final int OPEN_CONNECTIONS = 256;
  private static final long SILENCE_MILLIS = 60_000;
  private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final long LONGER_THAN_A_SELECT = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int ID_LENGTH = 64;

  private final List<byte[]> requests;
  private final @Nullable IntToLongFunction arrivals;
  private final Deque<Wire> idle = new ArrayDeque<>();
  private final List<String> ids;
  private final Histogram micros = new Histogram(3);
  private final Selector selector;
  private long start;
  private int sent;
  private int refused;

  private Load(
      int port, int connections, List<byte[]> requests, @Nullable IntToLongFunction arrivals)
      throws IOException {
    this.requests = requests;
    this.arrivals = arrivals;
    this.ids = new ArrayList<>(requests.size());
    this.selector = Selector.open();
    for (int i = 0; i < connections; i++) {
      idle.add(new Wire(port, selector));
    }
  }

  /** As fast as 64 connections can. */
  static Outcome closed(int port, List<byte[]> requests) {
    return run(port, CLOSED_CONNECTIONS, requests, null);
  }

  /** At random moments, so many a second on average; the same moments in every run. */
  static Outcome open(int port, List<byte[]> requests, int perSecond) {
    Random random = new Random(perSecond);
    long[] due = new long[requests.size()];
    double nanos = 0;
    for (int i = 0; i < due.length; i++) {
      due[i] = (long) nanos;
      nanos -= Math.log(1 - random.nextDouble()) * 1e9 / perSecond;
    }
    return run(port, OPEN_CONNECTIONS, requests, i -> due[i]);
  }

  private static Outcome run(
      int port, int connections, List<byte[]> requests, @Nullable IntToLongFunction arrivals) {
    try {
      return new Load(port, connections, requests, arrivals).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome run() throws IOException {
    start = System.nanoTime();
    while (ids.size() + refused < requests.size()) {
      sendWhatIsDue();
      receive();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    for (Wire wire : idle) {
      wire.close();
    }
    selector.close();
    return new Outcome(ids, refused, seconds, micros);
  }

  private void sendWhatIsDue() throws IOException {
    while (sent < requests.size() && !idle.isEmpty() && nanosToNext() <= 0) {
      long due = arrivals == null ? System.nanoTime() : dueOfNext();
      idle.pop().send(requests.get(sent), due);
      sent++;
    }
  }

  private long dueOfNext() {
    return arrivals == null ? start : start + arrivals.applyAsLong(sent);
  }

  private long nanosToNext() {
    return dueOfNext() - System.nanoTime();
  }

  private void receive() throws IOException {
    if (sent == requests.size() || idle.isEmpty()) {
      awaitAnswer();
    } else {
      receiveFor(nanosToNext());
    }
  }

  private void receiveFor(long left) throws IOException {
    if (left > LONGER_THAN_A_SELECT) {
      selector.select(this::ready, TimeUnit.NANOSECONDS.toMillis(left) - 1);
    } else if (selector.selectNow(this::ready) == 0) {
      LockSupport.parkNanos(Math.min(NAP_NANOS, left));
    }
  }

  private void awaitAnswer() throws IOException {
    if (selector.select(this::ready, SILENCE_MILLIS) == 0) {
      throw new IllegalStateException(
          "no answer within %d ms, %d of %d came"
              .formatted(SILENCE_MILLIS, ids.size() + refused, requests.size()));
    }
  }

  private void ready(SelectionKey key) {
    try {
      Wire wire = (Wire) key.attachment();
      String answer = wire.answer();
      if (answer != null) {
        micros.recordValue((System.nanoTime() - wire.due()) / 1000);
        note(answer);
        idle.add(wire);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(String answer) {
    int id = answer.indexOf("{\"id\":\"") + 7;
    if (answer.startsWith("HTTP/1.1 200") && answer.length() >= id + ID_LENGTH) {
      ids.add(answer.substring(id, id + ID_LENGTH));
    } else {
      refused++;
    }
  }
}
