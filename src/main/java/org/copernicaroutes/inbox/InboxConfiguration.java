package org.copernicaroutes.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.copernicaroutes.signature.RecentIds;
import org.copernicaroutes.signature.SignatureCheck;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The broker and the writer start as beans do, which is before Camel, and stop as beans do, which
 * is after it.
 */
@Configuration
@EnableConfigurationProperties({
  BrokerSettings.class,
  ExternalBrokerSettings.class,
  InboxSettings.class,
  ParkSettings.class
})
class InboxConfiguration {

  @Bean
  JournalFailure journalFailure(ApplicationEventPublisher events) {
    return new JournalFailure(events, JournalFailure::exit);
  }

  @Bean(initMethod = "start", destroyMethod = "stop")
  Broker broker(
      ExternalBrokerSettings external,
      BrokerSettings embedded,
      JournalFailure failure,
      Clock clock) {
    return external.wanted()
        ? new ExternalBroker(external, clock)
        : new EmbeddedBroker(embedded, failure);
  }

  @Bean(initMethod = "start", destroyMethod = "stop")
  InboxWriter inboxWriter(
      Broker broker, RecentIds seen, InboxSettings settings, MeterRegistry meters) {
    return new InboxWriter(broker, seen, settings, meters);
  }

  @Bean(initMethod = "start")
  DeliveryWatch deliveryWatch(Broker broker, MeterRegistry meters, Clock clock) {
    return new DeliveryWatch(broker, meters, clock);
  }

  @Bean
  DeliveryQueues deliveryQueues(
      Broker broker,
      InboxSettings settings,
      ObjectProvider<DataSource> databases,
      DeliveryWatch watch,
      Clock clock) {
    Pauses pauses = new Pauses(settings.retry(), RandomGenerator.getDefault(), Pause::real);
    return new DeliveryQueues(broker, settings, transactions(databases), pauses, watch, clock);
  }

  @Bean
  DigestQueues digestQueues(DeliveryQueues queues) {
    return new DigestQueues(queues);
  }

  /** Also of those that a route has to name. */
  private static TransactionOperations transactions(ObjectProvider<DataSource> databases) {
    List<DataSource> all = databases.orderedStream(ObjectProvider.UNFILTERED, false).toList();
    return new TransactionTemplate(new EveryDatabase(all));
  }

  @Bean
  ParkWork parkWork(
      DeliveryQueues queues,
      SignatureCheck check,
      RecentIds seen,
      ParkSettings settings,
      MeterRegistry meters) {
    ParkRoom dead = new ParkRoom(settings);
    return new ParkWork(
        queues,
        new ParkVerdicts(check, seen, dead, settings, queues.clock()),
        new ParkRoom(settings),
        new ParkLog(meters, queues.clock(), settings.logLines()),
        seen);
  }

  @Bean(initMethod = "start", destroyMethod = "stop")
  Park park(InboxWriter writer, ParkWork work) {
    return new Park(writer, work);
  }

  @Bean
  InboxComponent inbox(DeliveryQueues queues, InboxWriter writer, Park park) {
    return new InboxComponent(queues, writer, park);
  }

  @Bean
  DestinationComponent destination(DeliveryQueues queues, DestinationFormat format) {
    return new DestinationComponent(queues, format);
  }

  @Bean
  DeadLetters deadLetters(ParkWork park, MeterRegistry meters) {
    return new DeadLetters(park, new LetterLog(meters));
  }

  @Bean
  QueuesHealthIndicator queuesHealthIndicator(Broker broker, DeliveryWatch watch, Clock clock) {
    return new QueuesHealthIndicator(broker, watch, clock);
  }
}
