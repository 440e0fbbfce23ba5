package org.copernicaroutes.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.copernicaroutes.support.PackagedApp;

/**
 * The door with draining off and on, beside its floor: the same stack without the signature check,
 * and a bare servlet. All four run at once; one at a time is under load, in alternating rounds.
 */
final class DoorRun {

  private static final int ROUNDS = 3;

  private final Crm crm;
  private final Scale scale;
  private final Receiver still;
  private final Receiver draining;
  private final Receiver unchecked;
  private final PackagedApp bare;

  DoorRun(Site site, Scale scale) {
    this.crm = site.crm;
    this.scale = scale;
    this.still = site.jar("door_still");
    this.draining = site.jar("door_draining").drained();
    this.unchecked = site.unchecked("door_unchecked");
    this.bare = site.bare("door_bare");
  }

  void run(Report report) {
    try (still;
        draining;
        unchecked;
        bare) {
      still.start();
      draining.start();
      unchecked.start();
      bare.start();
      measure(report);
    }
  }

  private void measure(Report report) {
    Contender off = new Contender("draining off", still.port(), 1, Calls::signed, n -> {});
    Contender on =
        new Contender("draining on", draining.port(), 1, Calls::signed, draining::awaitRows);
    Contender floor =
        new Contender("without the check", unchecked.port(), 1, Calls::unproven, n -> {});
    Contender servlet = new Contender("bare servlet", bare.port(), 5, Calls::unproven, n -> {});
    List<Contender> all = List.of(off, on, floor, servlet);
    all.forEach(c -> c.warmUp(scale));
    IntStream.range(0, scale.rounds(ROUNDS)).forEach(round -> all.forEach(c -> c.round(scale)));
    still.requireRows(crm, off.acknowledged);
    draining.requireRows(crm, on.acknowledged);
    printRatios(report, List.of(off, on), List.of(floor, servlet));
    printFigures(report, all);
  }

  private static void printRatios(Report report, List<Contender> doors, List<Contender> floors) {
    report.table("The door against its floor", "Requests a second", "Rounds", "Median");
    for (Contender door : doors) {
      floors.forEach(floor -> printRatio(report, door, floor));
    }
    printRatio(report, doors.get(1), doors.get(0));
  }

  private static void printRatio(Report report, Contender one, Contender other) {
    List<Double> ratios = Report.ratios(one.rates, other.rates);
    report.row(one.name + " / " + other.name, Report.hundredths(ratios), Report.median(ratios));
  }

  private static void printFigures(Report report, List<Contender> all) {
    report.table(
        "The door",
        "Door",
        "Requests a second at 64 connections, by round",
        "p50 / p90 / p99 / max there, ms",
        "At "
            + Contender.OPEN_PER_SECOND
            + " arrivals a second: p50 / p90 / p99 / p99.9 / max, ms");
    for (Contender door : all) {
      report.row(
          door.name,
          Report.rates(door.rates),
          Report.millis(door.closed, 50, 90, 99, 100),
          Report.millis(door.open, 50, 90, 99, 99.9, 100));
    }
  }
}
