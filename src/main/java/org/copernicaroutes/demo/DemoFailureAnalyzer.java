package org.copernicaroutes.demo;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the sentences of a {@link DemoCannotStart} instead of its stack trace. */
final class DemoFailureAnalyzer extends AbstractFailureAnalyzer<DemoCannotStart> {

  @Override
  protected FailureAnalysis analyze(Throwable root, DemoCannotStart cause) {
    return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
  }
}
