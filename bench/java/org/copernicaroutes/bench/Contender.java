package org.copernicaroutes.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/** One door, what it is asked, and how it did over all rounds. */
final class Contender {

  static final int OPEN_PER_SECOND = 1_000;

  private static final int WARM_UP = 30_000;
  private static final int CLOSED = 10_000;
  private static final int OPEN = 4_000;

  final String name;
  final List<String> acknowledged = new ArrayList<>();
  final List<Double> rates = new ArrayList<>();
  final Histogram closed = new Histogram(3);
  final Histogram open = new Histogram(3);

  private final int port;
  private final int times;
  private final IntFunction<List<byte[]>> calls;
  private final LongConsumer afterwards;

  /**
   * @param times how much more than the door it is sent in a closed loop, where it is much faster
   * @param afterwards told how many were acknowledged so far; returns when the next may begin
   */
  Contender(
      String name, int port, int times, IntFunction<List<byte[]>> calls, LongConsumer afterwards) {
    this.name = name;
    this.port = port;
    this.times = times;
    this.calls = calls;
    this.afterwards = afterwards;
  }

  void warmUp(Scale scale) {
    note(Load.closed(port, calls.apply(times * scale.of(WARM_UP))));
  }

  void round(Scale scale) {
    Outcome fast = note(Load.closed(port, calls.apply(times * scale.of(CLOSED))));
    rates.add(fast.rate());
    closed.add(fast.micros());
    open.add(note(Load.open(port, calls.apply(scale.of(OPEN)), OPEN_PER_SECOND)).micros());
  }

  private Outcome note(Outcome outcome) {
    acknowledged.addAll(outcome.requireAllStored(name).ids());
    afterwards.accept(acknowledged.size());
    return outcome;
  }
}
