package org.copernicaroutes.inbox;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The embedded broker cannot open its journal, so that nothing could be kept. */
final class JournalUnusable extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  JournalUnusable(Path directory, @Nullable Exception cause) {
    super(
        "the journal in "
            + directory.toAbsolutePath()
            + " (copernica.broker.directory) cannot be opened. Most likely another copernica-routes"
            + " runs on it: stop that one, or give this one a directory of its own.",
        cause);
  }

  /** Shows the message, and what the broker said, instead of a stack trace. */
  static final class Analyzer extends AbstractFailureAnalyzer<JournalUnusable> {

    @Override
    protected FailureAnalysis analyze(Throwable root, JournalUnusable unusable) {
      Throwable cause = unusable.getCause();
      String said = cause == null ? "" : " The broker says: " + cause.getMessage();
      return new FailureAnalysis(unusable.getMessage() + said, null, unusable);
    }
  }
}
