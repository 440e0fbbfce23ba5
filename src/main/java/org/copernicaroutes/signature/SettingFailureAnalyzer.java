package org.copernicaroutes.signature;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the sentence of a {@link SettingException} instead of its stack trace. */
final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<SettingException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, SettingException cause) {
    return new FailureAnalysis(cause.getMessage(), null, cause);
  }
}
