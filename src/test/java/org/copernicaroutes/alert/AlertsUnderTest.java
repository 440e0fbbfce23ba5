package org.copernicaroutes.alert;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.time.Instant;
import org.copernicaroutes.inbox.DigestsUnderTest;
import org.copernicaroutes.support.RoutesUnderTest;
import org.copernicaroutes.support.UtcClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** What the tests of e-mail alerts start: the kamelet with its digests, and mailboxes. */
final class AlertsUnderTest {

  /** Not annotated as a configuration, so that no scan of the whole project finds it. */
  @Import({
    AlertConfiguration.class,
    DigestsUnderTest.Application.class,
    RoutesUnderTest.Application.class
  })
  static class Application {

    @Bean
    PassingClock clock() {
      return new PassingClock();
    }
  }

  /** The real time, or ahead of it: a period passes when a test has done what belongs into it. */
  static final class PassingClock extends UtcClock {

    private volatile Duration ahead = Duration.ZERO;

    synchronized void advance(Duration duration) {
      ahead = ahead.plus(duration);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }
  }

  private AlertsUnderTest() {}

  /** A mail server that is not started yet. */
  static GreenMail mailboxes() {
    return new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  }
}
