package org.copernicaroutes.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.copernicaroutes.event.HostileBodies;
import org.copernicaroutes.signature.HostileHeaders;
import org.copernicaroutes.support.Allocation;

/** The worst input, doubled and doubled again: whether time and memory grow faster than it does. */
final class DoublingRun {

  private static final int BODY = 8_000_000;
  private static final int HEADER = 8_000;
  private static final int RECORD = 64_000;
  private static final int SIZES = 4;
  private static final int MILLIS = 200;

  private final Scale scale;

  DoublingRun(Scale scale) {
    this.scale = scale;
  }

  void run(Report report) {
    int body = scale.of(BODY);
    table(report, "Bodies", body, HostileBodies.decodings(body));
    table(report, "Signature and Digest headers", HEADER, HostileHeaders.headers());
    table(report, "TXT records", RECORD, HostileHeaders.records());
  }

  private void table(
      Report report, String title, int longest, Map<String, IntFunction<Runnable>> inputs) {
    report.table(
        title,
        "Input",
        "Milliseconds for an eighth, a quarter, a half, all of %,d bytes".formatted(longest),
        "Each against its half",
        "Allocated for each byte");
    inputs.forEach((name, input) -> row(report, name, longest, input));
  }

  private void row(Report report, String name, int longest, IntFunction<Runnable> input) {
    millis(input.apply(longest)); // so that none of those that count is cold
    List<Double> times = new ArrayList<>();
    for (int doubled = SIZES - 1; doubled >= 0; doubled--) {
      times.add(millis(input.apply(longest >> doubled)));
    }
    double allocated = Allocation.of(input.apply(longest));
    report.row(
        name, shown(times), Report.hundredths(growth(times)), Report.tenth(allocated / longest));
  }

  private static List<Double> growth(List<Double> times) {
    return Report.ratios(times.subList(1, SIZES), times.subList(0, SIZES - 1));
  }

  private static String shown(List<Double> times) {
    return times.stream()
        .map(time -> String.format(Locale.ROOT, "%.3f", time))
        .collect(Collectors.joining(" / "));
  }

  /** The best of as many as fit into a while, three at least. */
  private double millis(Runnable work) {
    long best = Long.MAX_VALUE;
    long end = System.nanoTime() + scale.of(MILLIS) * 1_000_000L;
    for (int i = 0; i < 3 || System.nanoTime() < end; i++) {
      long start = System.nanoTime();
      work.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / 1e6;
  }
}
