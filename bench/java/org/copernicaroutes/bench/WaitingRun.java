package org.copernicaroutes.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Half a million events that wait while the destinations are away, and then the way back: memory,
 * and whether the drain slows down under such a heap.
 *
 * <p>They come in through the unchecked door, for half a million signatures would take minutes; the
 * memory of that process counts as well. Then the packaged jar starts over the same journal.
 */
final class WaitingRun {

  private static final int EVENTS = 500_000;
  private static final int SLICES = 10;

  private final Site site;
  private final int events;
  private final List<String> acknowledged = new ArrayList<>();

  WaitingRun(Site site, Scale scale) {
    this.site = site;
    this.events = scale.of(EVENTS);
  }

  void run(Report report) {
    report.table("Events that wait", "Waiting", "Stored, a second", "Resident, MB", "Heap, MB");
    fill(report);
    drain(report);
  }

  private void fill(Report report) {
    try (Receiver filled = site.unchecked("waiting").start();
        Memory memory = new Memory(filled.app)) {
      for (int slice = 0; slice < SLICES; slice++) {
        long from = Memory.now();
        Outcome outcome = store(filled.port(), events / SLICES);
        report.row(
            Report.rate(acknowledged.size()),
            Report.rate(outcome.rate()),
            memory.resident(from, Memory.now()),
            memory.heap(from, Memory.now()));
      }
    }
  }

  private Outcome store(int port, int count) {
    Outcome outcome = Load.closed(port, Calls.unproven(count)).requireAllStored("waiting");
    acknowledged.addAll(outcome.ids());
    return outcome;
  }

  private void drain(Report report) {
    try (Receiver drained = site.jar("waiting");
        Memory memory = new Memory(drained.start().app)) {
      drained.drained().awaitRows(acknowledged.size());
      Written written = site.crm.written(drained.table);
      written.requireAll(acknowledged);
      print(report, written, memory);
    }
  }

  private void print(Report report, Written written, Memory memory) {
    List<Written.Slice> slices = written.slices(SLICES);
    double first = slices.get(1).rate();
    double last = slices.get(SLICES - 1).rate();
    report.table("Their drain", "Rows", "Rows a second", "Resident, MB", "Heap, MB");
    report.row("last tenth / second tenth", Report.hundredths(List.of(last / first)), "", "");
    for (Written.Slice slice : slices) {
      report.row(
          Report.rate(slice.rows()),
          Report.rate(slice.rate()),
          memory.resident(slice.from(), slice.to()),
          memory.heap(slice.from(), slice.to()));
    }
  }
}
