package org.copernicaroutes.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What {@code consumers} above 1 bring: to a database, to a service that takes its time, and to a
 * mail server. The events wait in the queue of their destination before its route begins.
 */
final class ConsumersRun {

  private static final List<Integer> CONSUMERS = List.of(1, 2, 4, 8);
  private static final int ROUNDS = 3;
  private static final int THINKING_MILLIS = 50;

  private final Receiver receiver;
  private final Scale scale;
  private final Target target = new Target();
  private final Mailbox mailbox = new Mailbox();
  private final Crm crm;

  ConsumersRun(Site site, Scale scale) {
    this.crm = site.crm;
    this.scale = scale;
    this.receiver = site.unchecked("consumers").empty();
    receiver
        .app
        .with("copernica.routes-poll", "100ms")
        .with("spring.mail.host", "127.0.0.1")
        .with("spring.mail.port", mailbox.port());
  }

  /**
   * A destination and where it leads.
   *
   * @param events of one round
   * @param written everything that has arrived there so far
   * @param rates by number of consumers
   */
  private record End(
      String name,
      String title,
      int batch,
      String kamelet,
      Map<String, String> parameters,
      int events,
      Supplier<Written> written,
      List<String> acknowledged,
      Map<Integer, List<Double>> rates) {

    End(
        String name,
        String title,
        int batch,
        String kamelet,
        Map<String, String> parameters,
        int events,
        Supplier<Written> written) {
      this(
          name,
          title,
          batch,
          kamelet,
          parameters,
          events,
          written,
          new ArrayList<>(),
          new TreeMap<>());
    }

    String route(int consumers) {
      Map<String, Integer> options = new LinkedHashMap<>();
      options.put("batch", batch);
      options.put("consumers", consumers);
      return RouteTexts.destination(name, options, kamelet, parameters);
    }
  }

  void run(Report report) {
    List<End> ends = List.of(rows(), requests(), mails());
    try (target;
        mailbox;
        receiver) {
      receiver.start();
      ends.forEach(this::measure);
    }
    print(report, ends);
  }

  private End rows() {
    return new End(
        "crm-sync",
        "rows in PostgreSQL, batch: 100",
        100,
        "crm-sync-sink",
        Map.of("table", receiver.table, "key", "id", "columns", Crm.COLUMNS),
        10_000,
        () -> crm.written(receiver.table));
  }

  private End requests() {
    return new End(
        "http-forward",
        "requests to a service that answers after 50 ms",
        1,
        "http-forward-sink",
        Map.of("url", target.after(THINKING_MILLIS)),
        160,
        target::written);
  }

  private End mails() {
    return new End(
        "email-alert",
        "mails",
        1,
        "email-alert-sink",
        Map.of(
            "to", "crm@example.org",
            "from", "routes@example.org",
            "subject", "Profile ${body.profile}",
            "digestAfter", "never"),
        100,
        mailbox::written);
  }

  private void measure(End end) {
    receiver.route("router", RouteTexts.toAll(List.of(end.name())));
    round(end, CONSUMERS.get(0));
    end.rates().clear();
    for (int i = 0; i < scale.rounds(ROUNDS); i++) {
      CONSUMERS.forEach(consumers -> round(end, consumers));
    }
    end.written().get().requireOnce(end.acknowledged());
    if (receiver.delivered(end.name()) != end.acknowledged().size()) {
      throw new IllegalStateException(end.name() + " delivered some events twice");
    }
  }

  private void round(End end, int consumers) {
    int events = scale.of(end.events());
    receiver.without(end.name()).awaitGone(end.name());
    long routed = receiver.delivered("inbox");
    end.acknowledged()
        .addAll(
            Load.closed(receiver.port(), Calls.unproven(events))
                .requireAllStored(end.name())
                .ids());
    receiver.awaitDelivered("inbox", routed + events);
    receiver.route(end.name(), end.route(consumers));
    receiver.awaitDelivered(end.name(), end.acknowledged().size());
    end.rates()
        .computeIfAbsent(consumers, n -> new ArrayList<>())
        .add(end.written().get().last(events).rate());
  }

  private static void print(Report report, List<End> ends) {
    report.table(
        "More consumers against one",
        "Where to",
        "Consumers",
        "Deliveries a second / one",
        "Median");
    for (End end : ends) {
      List<Double> one = end.rates().get(1);
      end.rates()
          .forEach(
              (consumers, rates) -> printRatio(report, end, consumers, Report.ratios(rates, one)));
    }
    report.table("Consumers", "Where to", "Consumers", "Deliveries a second, by round");
    for (End end : ends) {
      end.rates()
          .forEach(
              (consumers, rates) ->
                  report.row(end.title(), String.valueOf(consumers), Report.rates(rates)));
    }
  }

  private static void printRatio(Report report, End end, int consumers, List<Double> ratios) {
    if (consumers > 1) {
      report.row(
          end.title(), String.valueOf(consumers), Report.hundredths(ratios), Report.median(ratios));
    }
  }
}
