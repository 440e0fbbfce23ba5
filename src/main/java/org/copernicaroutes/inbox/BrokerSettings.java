package org.copernicaroutes.inbox;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The embedded broker.
 *
 * @param directory of the journal; one process at a time
 * @param minDiskFree with fewer free bytes nothing more is taken and the door answers 503
 * @param memory held in memory by all queues together; what waits beyond that is paged to disk
 * @param idCacheSize how many event ids are remembered across a restart, to recognise a replay
 * @param bufferTimeout how long the journal, and the pages of a long queue, collect before they are
 *     synced: short for one consumer that commits event by event, long for a slow disk
 * @param callTimeout after which a call to a stuck broker fails
 */
@ConfigurationProperties("copernica.broker")
record BrokerSettings(
    @DefaultValue("data/broker") Path directory,
    @DefaultValue("1GB") DataSize minDiskFree,
    @DefaultValue("64MB") DataSize memory,
    @DefaultValue("100000") int idCacheSize,
    @DefaultValue("500us") Duration bufferTimeout,
    @DefaultValue("8s") Duration callTimeout) {}
