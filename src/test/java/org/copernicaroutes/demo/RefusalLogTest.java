package org.copernicaroutes.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;

class RefusalLogTest {

  private final LoggerContext context = new LoggerContext();

  @Test
  void keepsTheLinesThatSayWhyARequestWasRefusedAndNoOthers() {
    try (RefusalLog log = RefusalLog.attach(context)) {
      context.getLogger("org.copernicaroutes.signature").warn("request.refused {}", "too old");
      context.getLogger("org.copernicaroutes.inbox").info("request.stored");
      context.getLogger("elsewhere").warn("request.refused by another");

      assertThat(log.take()).containsExactly("request.refused too old");
    }
  }

  @Test
  void readsNoMoreOnceItIsClosed() {
    RefusalLog log = RefusalLog.attach(context);
    log.close();

    context.getLogger("org.copernicaroutes.signature").warn("request.refused late");

    assertThat(log.take()).isEmpty();
  }
}
