package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.copernicaroutes.inbox.BrokerRequirements.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an external broker: is it fit for events, has it space, what do its queues hold.
 *
 * @param timeout of each question
 */
record BrokerLook(BrokerRequirements requirements, Duration timeout) {

  /**
   * One look, or many.
   *
   * @throws JMSSecurityException where the account may not look
   */
  BrokerManagement open(Connection connection) throws JMSException {
    return new BrokerManagement(connection, timeout);
  }

  BrokerState at(BrokerManagement management) throws JMSException {
    return new BrokerState(
        null, requirements.faults(management), full(management), depths(management));
  }

  /** That nothing can be found out is a fault by itself. */
  static BrokerState closed(JMSSecurityException e) {
    String why = BrokerManagement.withoutQueue(String.valueOf(e.getMessage()));
    String words = "nothing of it can be checked, and some settings lose events: " + why;
    return new BrokerState(null, List.of(new Fault(words, true)), null, Map.of());
  }

  /** The broker holds back credits then, and we send without: it would write until all is full. */
  private static @Nullable String full(BrokerManagement management) throws JMSException {
    int most = number(management.ofBroker("maxDiskUsage")).intValue();
    double used = 100 * number(management.ofBroker("diskStoreUsage")).doubleValue();
    return most >= 0 && used >= most
        ? "the disk of the broker is full to its max-disk-usage of " + most + " %"
        : null;
  }

  private static Number number(@Nullable Object answer) {
    return answer instanceof Number number ? number : -1;
  }

  private static Map<String, Broker.Depth> depths(BrokerManagement management) throws JMSException {
    Map<String, Broker.Depth> depths = new TreeMap<>();
    for (BrokerManagement.Queue queue : management.queues()) {
      Instant oldest = queue.events() == 0 ? null : management.oldest(queue);
      depths.put(queue.name(), new Broker.Depth(queue.events(), oldest));
    }
    return depths;
  }
}
