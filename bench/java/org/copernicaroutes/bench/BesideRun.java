package org.copernicaroutes.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * A fast destination, crm-sync with {@code batch: 100}, alone and beside one that is slow or dead:
 * the rate of the fast one, and the door meanwhile. One event in ten is for the other one; while
 * the fast one is alone, nobody wants these.
 */
final class BesideRun {

  private static final int ROUNDS = 3;
  private static final int EVENTS = 10_000;
  private static final int OPEN = 2_000;
  private static final int OPEN_PER_SECOND = 500;
  private static final int ONE_IN = 10;
  private static final int FAST_DATABASE = 7;
  private static final int OTHER_DATABASE = 8;
  private static final String REFUSED = "http://127.0.0.1:1/";

  private final Crm crm;
  private final Scale scale;
  private final Receiver receiver;
  private final Target target = new Target();
  private final List<String> acknowledged = new ArrayList<>();
  private int fast;
  private int other;

  BesideRun(Site site, Scale scale) {
    this.crm = site.crm;
    this.scale = scale;
    this.receiver = site.jar("beside").empty();
    receiver.app.with("copernica.routes-poll", "100ms");
  }

  /**
   * What stands beside the fast one.
   *
   * @param url where its events go; empty: there is none
   */
  private record Neighbour(
      String name, String url, List<Double> rates, Histogram door, List<Long> resident) {

    Neighbour(String name, String url) {
      this(name, url, new ArrayList<>(), new Histogram(3), new ArrayList<>());
    }

    boolean isThere() {
      return !url.isEmpty();
    }
  }

  void run(Report report) {
    List<Neighbour> all =
        List.of(
            new Neighbour("alone", ""),
            new Neighbour("beside one that answers after 1 s", target.after(1_000)),
            new Neighbour("beside one that refuses connections", REFUSED),
            new Neighbour("beside one that never answers", target.never()));
    try (target;
        receiver) {
      receiver.route("crm-sync", fastRoute()).start();
      warmUp();
      for (int i = 0; i < scale.rounds(ROUNDS); i++) {
        all.forEach(this::round);
      }
      crm.written(receiver.table).requireOnly(acknowledged, fast);
      target.written().requireOnly(acknowledged, other);
    }
    print(report, all);
  }

  private String fastRoute() {
    return RouteTexts.destination(
        "crm-sync",
        Map.of("batch", 100),
        "crm-sync-sink",
        Map.of("table", receiver.table, "key", "id", "columns", Crm.COLUMNS));
  }

  private void warmUp() {
    round(new Neighbour("", ""));
  }

  private void round(Neighbour neighbour) {
    receiver.undrained().awaitUndrained();
    fill(neighbour);
    send(neighbour, router(neighbour));
    neighbour.rates().add(crm.written(receiver.table).last(lastOf(EVENTS)).rate());
    meet(neighbour);
    letGo();
  }

  private void fill(Neighbour neighbour) {
    receiver.route("http-forward", otherRoute(neighbour.isThere() ? neighbour.url() : REFUSED));
    note(neighbour, Load.closed(receiver.port(), calls(EVENTS)));
  }

  /** Without the first twentieth: what stood still is taken up again one by one. */
  private int lastOf(int events) {
    int rows = scale.of(events) - scale.of(events) / ONE_IN;
    return rows - rows / 20;
  }

  private void send(Neighbour neighbour, String router) {
    receiver.route("router", router).awaitDelivered("crm-sync", fast);
    neighbour.resident().add(receiver.app.resident() >> 20);
  }

  /** The door, while events come and go. */
  private void meet(Neighbour neighbour) {
    Outcome outcome = Load.open(receiver.port(), calls(OPEN), OPEN_PER_SECOND);
    neighbour.door().add(outcome.micros());
    note(neighbour, outcome);
    receiver.awaitDelivered("crm-sync", fast);
  }

  /** The other one answers at once, so that the next round begins with nothing that waits. */
  private void letGo() {
    receiver.route("http-forward", otherRoute(target.after(0)));
    receiver.awaitDelivered("http-forward", other);
  }

  private void note(Neighbour neighbour, Outcome outcome) {
    acknowledged.addAll(outcome.requireAllStored(receiver.table).ids());
    int others = outcome.ids().size() / ONE_IN;
    fast += outcome.ids().size() - others;
    other += neighbour.isThere() ? others : 0;
  }

  /** Profiles are numbered without gaps: of ten in a row one is for the other destination. */
  private List<byte[]> calls(int count) {
    return Calls.signed(
        scale.of(count), profile -> profile % ONE_IN == 0 ? OTHER_DATABASE : FAST_DATABASE);
  }

  private static String otherRoute(String url) {
    return RouteTexts.destination(
        "http-forward",
        Map.of("batch", 1),
        "http-forward-sink",
        Map.of("url", url, "timeout", "2s"));
  }

  private static String router(Neighbour neighbour) {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put(ofDatabase(FAST_DATABASE), "crm-sync");
    if (neighbour.isThere()) {
      wanted.put(ofDatabase(OTHER_DATABASE), "http-forward");
    }
    return RouteTexts.choice(wanted);
  }

  private static String ofDatabase(int id) {
    return "${body.database} == " + id;
  }

  private static void print(Report report, List<Neighbour> all) {
    List<Double> alone = all.get(0).rates();
    report.table("The fast one beside others, against alone", "crm-sync", "Rounds", "Median");
    for (Neighbour neighbour : all.subList(1, all.size())) {
      List<Double> ratios = Report.ratios(neighbour.rates(), alone);
      report.row(neighbour.name(), Report.hundredths(ratios), Report.median(ratios));
    }
    report.table(
        "The fast one",
        "crm-sync",
        "Rows a second, by round",
        "The door at " + OPEN_PER_SECOND + " arrivals a second: p50 / p99 / max, ms",
        "Resident, MB, by round");
    for (Neighbour neighbour : all) {
      report.row(
          neighbour.name(),
          Report.rates(neighbour.rates()),
          Report.millis(neighbour.door(), 50, 99, 100),
          Report.counts(neighbour.resident()));
    }
  }
}
