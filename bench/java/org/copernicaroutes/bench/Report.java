package org.copernicaroutes.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Prints Markdown that {@code docs/performance.md} takes over as it is. */
record Report(PrintStream out) {

  void table(String title, String... columns) {
    out.println("\n### " + title + "\n");
    row(columns);
    row(Arrays.stream(columns).map(c -> "---").toArray(String[]::new));
  }

  void row(String... cells) {
    out.println("| " + String.join(" | ", cells) + " |");
  }

  /** Round by round. */
  static List<Double> ratios(List<Double> these, List<Double> those) {
    return IntStream.range(0, these.size()).mapToObj(i -> these.get(i) / those.get(i)).toList();
  }

  static String median(List<Double> ratios) {
    List<Double> sorted = ratios.stream().sorted().toList();
    return hundredth((sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2);
  }

  static String hundredths(List<Double> values) {
    return joined(values, Report::hundredth);
  }

  static String rates(List<Double> values) {
    return joined(values, Report::rate);
  }

  static String counts(List<Long> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(" / "));
  }

  static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%,.0f", perSecond);
  }

  static String tenth(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String millis(Histogram micros, double... percentiles) {
    return joined(
        Arrays.stream(percentiles).boxed().toList(),
        p -> tenth(micros.getValueAtPercentile(p) / 1000.0));
  }

  private static String hundredth(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String joined(List<Double> values, DoubleFunction<String> words) {
    return values.stream().map(words::apply).collect(Collectors.joining(" / "));
  }
}
