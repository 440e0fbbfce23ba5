package org.copernicaroutes.bench;

import java.util.Collection;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What one core does in a second, stage by stage, by JMH. */
final class RatesRun {

  private static final int SECONDS = 5;

  private final Scale scale;

  RatesRun(Scale scale) {
    this.scale = scale;
  }

  void run(Report report) {
    report.table("One core", "Work on one request", "Per second", "± (99.9 %)");
    for (RunResult result : results()) {
      Result<?> rate = result.getPrimaryResult();
      report.row(rate.getLabel(), Report.rate(rate.getScore()), Report.rate(rate.getScoreError()));
    }
  }

  private Collection<RunResult> results() {
    try {
      return new Runner(options()).run();
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
  }

  private Options options() {
    return new OptionsBuilder()
        .include("org\\.copernicaroutes\\..*Rates\\.")
        .forks(1)
        .jvmArgs("-Xmx512m")
        .warmupIterations(scale.of(SECONDS))
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(scale.of(SECONDS))
        .measurementTime(TimeValue.seconds(1))
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .build();
  }
}
