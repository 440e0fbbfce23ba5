package org.copernicaroutes.demo;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;

/** Reads the log as an operator would, and keeps the lines that say why a request was refused. */
final class RefusalLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  static final String EVENT = "request.refused";

  private static final String OUR_LOGGERS = "org.copernicaroutes";

  private final Arrivals<String> lines = new Arrivals<>();
  private final Logger logger;

  private RefusalLog(LoggerContext context) {
    setContext(context);
    setName("demo-refusals");
    logger = context.getLogger(OUR_LOGGERS);
  }

  static RefusalLog attach(LoggerContext context) {
    RefusalLog log = new RefusalLog(context);
    log.start();
    log.logger.addAppender(log);
    return log;
  }

  @Override
  protected void append(ILoggingEvent event) {
    String line = event.getFormattedMessage();
    if (line.startsWith(EVENT)) {
      lines.add(line);
    }
  }

  List<String> take() {
    return lines.take();
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    stop();
  }
}
