package org.copernicaroutes.inbox;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.jspecify.annotations.Nullable;

/**
 * What an external broker must be told, so that it neither loses, expires, parks nor deletes an
 * event by itself: we count the tries and we park.
 */
record BrokerRequirements(int idCacheSize) {

  /**
   * @param stored whether already what is stored is in danger, and not only what is taken
   */
  record Fault(String words, boolean stored) {}

  /**
   * @param element as in broker.xml
   */
  private record Rule(
      String element,
      Object value,
      Function<AddressSettings, @Nullable Object> of,
      boolean stored) {

    Stream<Fault> fault(String address, AddressSettings settings) {
      return BrokerRequirements.fault(address, element, value, of.apply(settings), stored);
    }

    String line() {
      return BrokerRequirements.line(element, value);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          taken("max-delivery-attempts", -1, AddressSettings::getMaxDeliveryAttempts),
          taken("redelivery-delay", 0, AddressSettings::getRedeliveryDelay),
          taken("slow-consumer-threshold", -1, AddressSettings::getSlowConsumerThreshold),
          taken("default-exclusive-queue", false, AddressSettings::isDefaultExclusiveQueue),
          taken("default-max-consumers", -1, AddressSettings::getDefaultMaxConsumers),
          taken("default-non-destructive", false, AddressSettings::isDefaultNonDestructive),
          stored("default-last-value-queue", false, AddressSettings::isDefaultLastValueQueue),
          stored(
              "default-purge-on-no-consumers", false, AddressSettings::isDefaultPurgeOnNoConsumers),
          stored("default-ring-size", -1, AddressSettings::getDefaultRingSize),
          stored("auto-create-addresses", true, AddressSettings::isAutoCreateAddresses),
          stored("auto-create-queues", true, AddressSettings::isAutoCreateQueues),
          taken("auto-delete-addresses", false, AddressSettings::isAutoDeleteAddresses),
          taken("auto-delete-queues", false, AddressSettings::isAutoDeleteQueues),
          taken("auto-delete-created-queues", false, AddressSettings::isAutoDeleteCreatedQueues),
          stored("config-delete-addresses", "OFF", AddressSettings::getConfigDeleteAddresses),
          stored("config-delete-queues", "OFF", AddressSettings::getConfigDeleteQueues),
          stored("expiry-delay", -1, AddressSettings::getExpiryDelay),
          stored("min-expiry-delay", -1, AddressSettings::getMinExpiryDelay),
          stored("max-expiry-delay", -1, AddressSettings::getMaxExpiryDelay),
          stored("address-full-policy", "PAGE", AddressSettings::getAddressFullMessagePolicy),
          stored("page-limit-bytes", -1, s -> orNone(s.getPageLimitBytes())),
          stored("page-limit-messages", -1, s -> orNone(s.getPageLimitMessages())));

  /** By their names in broker.xml and in the management of the broker. */
  private static final Map<String, String> TRUE_OF_THE_BROKER =
      new TreeMap<>(
          Map.of(
              "persistence-enabled", "persistenceEnabled",
              "journal-sync-transactional", "journalSyncTransactional",
              "journal-sync-non-transactional", "journalSyncNonTransactional",
              "persist-id-cache", "persistIDCache"));

  /** Of a queue that is there already, made by somebody or under other settings. */
  private static final Map<String, String> OF_QUEUES =
      new TreeMap<>(
          Map.of(
              "routingType", "ANYCAST",
              "durable", "true",
              "autoDelete", "false",
              "filter", "",
              "maxConsumers", "-1",
              "exclusive", "false",
              "lastValue", "false",
              "ringSize", "-1",
              "purgeOnNoConsumers", "false"));

  /** Those without which a queue does not even keep what it is sent. */
  private static final Set<String> KEEPING =
      Set.of("durable", "filter", "lastValue", "purgeOnNoConsumers", "ringSize", "routingType");

  /** Of the account, on copernica.# */
  private static final List<String> PERMISSIONS =
      List.of(
          "send",
          "consume",
          "browse",
          "createAddress",
          "createDurableQueue",
          "createNonDurableQueue",
          "deleteNonDurableQueue");

  /** One of each kind: an administrator may have refined the settings below copernica.# */
  private static final List<String> ADDRESSES =
      List.of(
          Queues.INBOX,
          Queues.PARK,
          Queues.destination("any"),
          Queues.dead("any"),
          Queues.dead("router"),
          Queues.dead(Queues.UNREADABLE),
          Queues.dead(Queues.UNVERIFIED));

  private static Rule taken(
      String element, Object value, Function<AddressSettings, @Nullable Object> of) {
    return new Rule(element, value, of, false);
  }

  private static Rule stored(
      String element, Object value, Function<AddressSettings, @Nullable Object> of) {
    return new Rule(element, value, of, true);
  }

  private static Object orNone(@Nullable Long limit) {
    return limit == null ? -1 : limit;
  }

  /**
   * @throws jakarta.jms.JMSSecurityException where the account may not ask
   */
  List<Fault> faults(BrokerManagement management) throws JMSException {
    List<Fault> faults = new ArrayList<>();
    for (Map.Entry<String, String> attribute : TRUE_OF_THE_BROKER.entrySet()) {
      Object found = management.ofBroker(attribute.getValue());
      fault("the broker", attribute.getKey(), true, found, true).forEach(faults::add);
    }
    for (String address : ADDRESSES) {
      AddressSettings settings = management.settings(address);
      RULES.stream().flatMap(r -> r.fault(address, settings)).forEach(faults::add);
    }
    forgetful(management).forEach(faults::add);
    management.queues().stream().flatMap(BrokerRequirements::faults).forEach(faults::add);
    return faults;
  }

  /** The ring of event ids may be set for the address, or for all. */
  private Stream<Fault> forgetful(BrokerManagement management) throws JMSException {
    Integer own = management.settings(Queues.INBOX).getIDCacheSize();
    Object size = own == null ? management.ofBroker("IDCacheSize") : own;
    return ((Number) size).intValue() >= idCacheSize
        ? Stream.empty()
        : fault(Queues.INBOX, "id-cache-size", idCacheSize, size, false);
  }

  private static Stream<Fault> faults(BrokerManagement.Queue queue) {
    return OF_QUEUES.entrySet().stream()
        .flatMap(
            e ->
                fault(
                    "the queue " + queue.name() + " (delete it once it is empty: it is made again)",
                    e.getKey(),
                    e.getValue(),
                    queue.property(e.getKey()),
                    KEEPING.contains(e.getKey())));
  }

  private static Stream<Fault> fault(
      String whose, String what, Object wanted, @Nullable Object found, boolean stored) {
    return String.valueOf(wanted).equals(String.valueOf(found))
        ? Stream.empty()
        : Stream.of(
            new Fault(whose + ": " + what + " is " + found + ", it must be " + wanted, stored));
  }

  /** The lines that broker.xml needs, all of them. */
  String xml() {
    Stream<String> addresses =
        Stream.concat(
            RULES.stream().map(Rule::line), Stream.of(line("id-cache-size", idCacheSize)));
    return "<core>\n"
        + lines("  ", TRUE_OF_THE_BROKER.keySet().stream().map(e -> line(e, true)))
        + "  <security-settings>\n"
        + setting("security", "copernica.#", PERMISSIONS.stream().map(BrokerRequirements::permit))
        + setting("security", "activemq.management.#", Stream.of(permit("manage")))
        + "  </security-settings>\n  <address-settings>\n"
        + setting("address", "copernica.#", addresses)
        + "  </address-settings>\n</core>";
  }

  private static String setting(String kind, String match, Stream<String> lines) {
    return "    <%s-setting match=\"%s\">\n%s    </%s-setting>\n"
        .formatted(kind, match, lines("      ", lines), kind);
  }

  private static String permit(String what) {
    return "<permission type=\"" + what + "\" roles=\"copernica\"/>";
  }

  private static String lines(String indent, Stream<String> lines) {
    return lines.map(l -> indent + l + "\n").collect(Collectors.joining());
  }

  private static String line(String element, Object value) {
    return "<" + element + ">" + value + "</" + element + ">";
  }
}
