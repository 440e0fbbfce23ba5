package org.copernicaroutes.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.copernicaroutes.inbox.BrokerRequirements.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once what has changed about an external broker. */
record BrokerLog(String places, BrokerRequirements requirements, Clock clock) {

  private static final Logger log = LoggerFactory.getLogger(BrokerLog.class);

  void changed(BrokerState before, BrokerState now, Instant lastSeen) {
    if (now.away() != null) {
      away(before, now.away());
      return;
    }
    if (before.away() != null) {
      log.info("broker.connected {} after {}", places, since(lastSeen));
    }
    if (!now.faults().equals(before.faults())) {
      fitness(now);
    }
  }

  private String since(Instant lastSeen) {
    return Duration.between(lastSeen, clock.instant()).toMillis() / 1000.0 + " s";
  }

  private void away(BrokerState before, String why) {
    if (before.away() == null || before == BrokerState.NOT_SEEN) {
      log.error(
          "broker.away {}: {}. The door answers 503 until it is back; what was answered 200 is"
              + " kept there. It is tried again all the time, and nothing has to be restarted here."
              + " If it was never reached, check copernica.broker.url, .user and .password;"
              + " --logging.level.org.apache.activemq.artemis.core.client=warn tells more.",
          places,
          why);
    }
  }

  private void fitness(BrokerState now) {
    if (now.faults().isEmpty()) {
      log.info("broker.fit {} is set as events need: they are taken and delivered", places);
      return;
    }
    log.error(
        "broker.unfit {} is not set as events need. Nothing is taken from its queues{}:\n  {}\n"
            + "What is in them stays there. It is looked at again all the time, and nothing has to be"
            + " restarted here. Its broker.xml must say\n{}",
        places,
        now.refusal() == null ? "" : ", and the door answers 503",
        now.faults().stream().map(Fault::words).distinct().collect(Collectors.joining("\n  ")),
        requirements.xml());
  }
}
