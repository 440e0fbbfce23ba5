package org.copernicaroutes.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The door of this jar beside that of another one, such as the last: what did a change bring? */
final class BeforeRun {

  private static final int ROUNDS = 5;

  private final Site site;
  private final Scale scale;
  private final Receiver now;
  private final Receiver before;

  BeforeRun(Site site, Scale scale, Path jar) {
    this.site = site;
    this.scale = scale;
    this.now = site.jar("now");
    this.before = site.program("before", List.of("-jar", jar.toAbsolutePath().toString()));
  }

  void run(Report report) {
    try (now;
        before) {
      now.start();
      before.start();
      measure(report);
    }
  }

  private void measure(Report report) {
    Contender present = new Contender("now", now.port(), 1, Calls::signed, n -> {});
    Contender past = new Contender("before", before.port(), 1, Calls::signed, n -> {});
    List<Contender> both = List.of(present, past);
    both.forEach(c -> c.warmUp(scale));
    IntStream.range(0, scale.rounds(ROUNDS)).forEach(round -> both.forEach(c -> c.round(scale)));
    now.requireRows(site.crm, present.acknowledged);
    before.requireRows(site.crm, past.acknowledged);
    print(report, present, past);
  }

  private static void print(Report report, Contender now, Contender before) {
    List<Double> ratios = Report.ratios(now.rates, before.rates);
    report.table("The door now and before", "Requests a second", "Rounds", "Median");
    report.row("now / before", Report.hundredths(ratios), Report.median(ratios));
    report.table("Each", "Jar", "Requests a second, by round", "p50 / p90 / p99 there, ms");
    for (Contender jar : List.of(now, before)) {
      report.row(jar.name, Report.rates(jar.rates), Report.millis(jar.closed, 50, 90, 99));
    }
  }
}
