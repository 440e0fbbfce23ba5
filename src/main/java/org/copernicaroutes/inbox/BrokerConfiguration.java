package org.copernicaroutes.inbox;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** What the embedded broker is told. */
record BrokerConfiguration(BrokerSettings settings, int id) {

  private static final int LOCK_TIMEOUT_MILLIS = 2_000;

  /** Nothing runs out of attempts or time; without a name here the broker warns at every queue. */
  private static final SimpleString NEVER_USED = SimpleString.of("copernica.dead.broker");

  Configuration toArtemis() {
    try {
      return durable(limited(new ConfigurationImpl()))
          .setName("copernica-routes")
          .setSecurityEnabled(false)
          .setJMXManagementEnabled(false)
          .addAcceptorConfiguration("in-vm", "vm://" + id)
          .addAddressSetting("#", nothingByAccident())
          .addAddressSetting("copernica.#", ourQueues());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Configuration durable(Configuration artemis) {
    return artemis
        .setPersistenceEnabled(true)
        .setJournalType(JournalType.NIO)
        .setJournalDatasync(true)
        .setJournalSyncTransactional(true)
        .setJournalSyncNonTransactional(true)
        .setJournalBufferTimeout_NIO((int) settings.bufferTimeout().toNanos())
        // of what is paged: a commit waits for that too, by default 3.3 ms
        .setPageSyncTimeout((int) settings.bufferTimeout().toNanos())
        .setJournalLockAcquisitionTimeout(LOCK_TIMEOUT_MILLIS)
        .setPersistIDCache(true)
        .setIDCacheSize(settings.idCacheSize())
        .setJournalDirectory(folder("journal"))
        .setBindingsDirectory(folder("bindings"))
        .setPagingDirectory(folder("paging"))
        .setLargeMessagesDirectory(folder("large-messages"));
  }

  /** By free bytes and not by percent: ten percent of a large disk is no emergency. */
  private Configuration limited(Configuration artemis) {
    return artemis
        .setMaxDiskUsage(-1)
        .setMinDiskFree(settings.minDiskFree().toBytes())
        .setGlobalMaxSize(settings.memory().toBytes());
  }

  private String folder(String name) {
    return settings.directory().resolve(name).toString();
  }

  /** We count the tries and we park: the broker must not do either. */
  private static AddressSettings ourQueues() {
    return new AddressSettings()
        .setMaxDeliveryAttempts(-1)
        .setRedeliveryDelay(0)
        .setAutoCreateAddresses(true)
        .setAutoCreateQueues(true)
        .setAutoDeleteAddresses(false)
        .setAutoDeleteQueues(false)
        .setAutoDeleteCreatedQueues(false)
        .setExpiryDelay(-1L)
        .setDeadLetterAddress(NEVER_USED)
        .setExpiryAddress(NEVER_USED)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
  }

  private static AddressSettings nothingByAccident() {
    return new AddressSettings().setAutoCreateAddresses(false).setAutoCreateQueues(false);
  }
}
