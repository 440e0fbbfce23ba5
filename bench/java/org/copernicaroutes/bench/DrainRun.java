package org.copernicaroutes.bench;

import java.util.ArrayList;
import java.util.List;
import org.copernicaroutes.crm.PlainLoop;

/**
 * From the inbox to rows, through the sample router and crm-sync with {@code batch: 100}, beside a
 * plain JDBC loop that executes the same statement for rows of the same kind.
 */
final class DrainRun {

  private static final int ROUNDS = 5;
  private static final int EVENTS = 30_000;

  private final Site site;
  private final Scale scale;
  private final Receiver receiver;
  private final PlainLoop loop;
  private final List<String> acknowledged = new ArrayList<>();
  private final List<Double> drained = new ArrayList<>();
  private final List<Double> looped = new ArrayList<>();

  DrainRun(Site site, Scale scale) {
    this.site = site;
    this.scale = scale;
    this.receiver = site.jar("drain");
    this.loop = new PlainLoop(site.crm::connect, "plain_loop");
    site.crm.makeTable("plain_loop");
  }

  void run(Report report) {
    try (receiver) {
      receiver.start();
      round();
      drained.clear();
      looped.clear();
      for (int i = 0; i < scale.rounds(ROUNDS); i++) {
        round();
      }
    }
    site.crm.written(receiver.table).requireAll(acknowledged);
    print(report);
  }

  private void round() {
    int events = scale.of(EVENTS);
    fill(events);
    drained.add(drain(events));
    loop.write(events);
    looped.add(rateOfLast("plain_loop", events));
  }

  private void fill(int events) {
    receiver.undrained().awaitUndrained();
    acknowledged.addAll(
        Load.closed(receiver.port(), Calls.signed(events)).requireAllStored("drain").ids());
  }

  private double drain(int events) {
    receiver.drained().awaitRows(acknowledged.size());
    return rateOfLast(receiver.table, events);
  }

  /** Without the first twentieth: what stood still is taken up again one by one. */
  private double rateOfLast(String table, int events) {
    return site.crm.written(table).last(events - events / 20).rate();
  }

  private void print(Report report) {
    List<Double> ratios = Report.ratios(drained, looped);
    report.table("Drain against a plain JDBC loop", "Rows a second", "Rounds", "Median");
    report.row("inbox to rows / loop", Report.hundredths(ratios), Report.median(ratios));
    report.table("Drain", "What", "Rows a second, by round");
    report.row("inbox to rows, batch: 100", Report.rates(drained));
    report.row("plain JDBC loop, 100 rows a commit", Report.rates(looped));
  }
}
