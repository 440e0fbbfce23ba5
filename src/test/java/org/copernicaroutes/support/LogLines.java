package org.copernicaroutes.support;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What a logger writes during a test. */
public final class LogLines implements BeforeEachCallback, AfterEachCallback {

  private final Logger logger;
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  public LogLines(String logger) {
    this.logger = (Logger) LoggerFactory.getLogger(logger);
  }

  public LogLines(Class<?> logger) {
    this(logger.getName());
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    lines.list = new CopyOnWriteArrayList<>(); // written to by other threads
    lines.start();
    logger.addAppender(lines);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    logger.detachAppender(lines);
  }

  public List<ILoggingEvent> events() {
    return lines.list;
  }

  /** Without time and level. */
  public List<String> written() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
