package org.copernicaroutes.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * One destination, a hundred of which each event goes to one, and a hundred to which each event
 * goes: as many deliveries for each, all of them rows, each destination with a table of its own.
 */
final class HundredRun {

  private static final int ROUNDS = 3;
  private static final int DELIVERIES = 10_000;
  private static final int A_FEW = 3;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final Site site;
  private final Scale scale;

  HundredRun(Site site, Scale scale) {
    this.site = site;
    this.scale = scale;
  }

  /** A running application, and what was measured of it. */
  private final class Layout implements AutoCloseable {

    final String title;
    final List<String> names;
    final boolean eachToAll;
    final Receiver receiver;
    final List<String> acknowledged = new ArrayList<>();
    final List<Double> rates = new ArrayList<>();
    double startSeconds;
    double editSeconds;
    double routerSeconds;
    double idlePercent;
    double threads;
    long residentAtStart;
    int edits;

    Layout(String name, String title, int destinations, boolean eachToAll) {
      this.title = title;
      this.eachToAll = eachToAll;
      this.names = IntStream.rangeClosed(1, destinations).mapToObj(i -> name + i).toList();
      this.receiver = site.jar(name).empty();
      names.forEach(site.crm::makeTable);
      names.forEach(n -> receiver.route(n, destination(n)));
      receiver.route("router", router());
    }

    private String destination(String name) {
      return RouteTexts.destination(
          name,
          Map.of("batch", 100),
          "crm-sync-sink",
          Map.of("table", name, "key", "id", "columns", Crm.COLUMNS));
    }

    private String router() {
      Map<String, String> wanted = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        wanted.put("${body.database} == " + (i + 1), names.get(i));
      }
      return eachToAll ? RouteTexts.toAll(names) : RouteTexts.choice(wanted);
    }

    void start() {
      long start = System.nanoTime();
      receiver.app.launch();
      startSeconds = secondsFrom(start, () -> receiver.app.readiness() == 200);
      residentAtStart = receiver.app.resident();
      threads = receiver.app.metric("jvm_threads_live_threads");
      idlePercent = idlePercent();
      editSeconds = edit(names.get(names.size() / 2), destination(names.get(names.size() / 2)));
      routerSeconds = edit("router", router());
    }

    /** Of one core. */
    private double idlePercent() {
      double before = receiver.app.metric("process_cpu_time_ns_total");
      long start = System.nanoTime();
      Duration idle = IDLE.multipliedBy(scale.of(100)).dividedBy(100);
      Awaitility.await().pollDelay(idle).atMost(LIMIT).until(() -> true);
      double after = receiver.app.metric("process_cpu_time_ns_total");
      return 100 * (after - before) / (System.nanoTime() - start);
    }

    /** From the save until the new version runs. */
    private double edit(String id, String text) {
      String replaced = id + ".camel.yaml takes from";
      long before = count(replaced);
      long start = System.nanoTime();
      receiver.route(id, text + "# edited " + ++edits + "\n");
      return secondsFrom(start, () -> count(replaced) > before);
    }

    private long count(String words) {
      return receiver.app.log().lines().filter(line -> line.contains(words)).count();
    }

    void round() {
      int deliveries = Math.max(names.size(), scale.of(DELIVERIES));
      receiver.undrained().awaitUndrained();
      Outcome outcome =
          Load.closed(receiver.port(), calls(eachToAll ? deliveries / names.size() : deliveries));
      acknowledged.addAll(outcome.requireAllStored(title).ids());
      int all = acknowledged.size() * (eachToAll ? names.size() : 1);
      receiver.route("router", router()).awaitRows(all);
      rates.add(Written.together(written()).last(deliveries - deliveries / 20).rate());
    }

    private List<byte[]> calls(int count) {
      return Calls.signed(count, profile -> profile % names.size() + 1);
    }

    private List<Written> written() {
      return names.stream().map(site.crm::written).toList();
    }

    void requireAll() {
      if (eachToAll) {
        written().forEach(table -> table.requireOnce(acknowledged));
      } else {
        Written.together(written()).requireOnce(acknowledged);
      }
      double applied = receiver.app.metric("copernica_applied_total");
      if (applied != acknowledged.size() * (eachToAll ? names.size() : 1)) {
        throw new IllegalStateException(title + " applied " + applied);
      }
    }

    @Override
    public void close() {
      receiver.close();
    }
  }

  private static double secondsFrom(long start, Callable<Boolean> condition) {
    Awaitility.await().atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(LOOK).until(condition);
    return (System.nanoTime() - start) / 1e9;
  }

  void run(Report report) {
    int many = scale.isALook() ? A_FEW : 100;
    try (Layout one = new Layout("hundred_one", "one destination", 1, false);
        Layout choice = new Layout("hundred_of", "each event to one of " + many, many, false);
        Layout all = new Layout("hundred_all", "each event to all " + many, many, true)) {
      List<Layout> layouts = List.of(one, choice, all);
      layouts.forEach(Layout::start);
      layouts.forEach(Layout::round);
      layouts.forEach(layout -> layout.rates.clear());
      for (int i = 0; i < scale.rounds(ROUNDS); i++) {
        layouts.forEach(Layout::round);
      }
      layouts.forEach(Layout::requireAll);
      print(report, layouts);
    }
  }

  private static void print(Report report, List<Layout> layouts) {
    report.table("A hundred against one", "Deliveries a second", "Rounds", "Median");
    for (Layout layout : layouts.subList(1, layouts.size())) {
      List<Double> ratios = Report.ratios(layout.rates, layouts.get(0).rates);
      report.row(layout.title + " / one", Report.hundredths(ratios), Report.median(ratios));
    }
    report.table(
        "A hundred", "Router", "Deliveries a second, by round", "Resident, MB, idle / after");
    for (Layout layout : layouts) {
      long after = layout.receiver.app.resident();
      report.row(
          layout.title,
          Report.rates(layout.rates),
          (layout.residentAtStart >> 20) + " / " + (after >> 20));
    }
    report.table(
        "What they cost at rest",
        "Router",
        "Start, s",
        "Edit of a destination live after, s",
        "Edit of the router, s",
        "Threads",
        "One core, idle, %");
    for (Layout layout : layouts) {
      report.row(
          layout.title,
          Report.tenth(layout.startSeconds),
          Report.tenth(layout.editSeconds),
          Report.tenth(layout.routerSeconds),
          Report.rate(layout.threads),
          Report.tenth(layout.idlePercent));
    }
  }
}
