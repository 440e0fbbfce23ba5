package org.copernicaroutes.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much is kept unverified, and for how long.
 *
 * @param requests that may wait; as many again may be dead letters
 * @param bytes that they may take up, headers and bodies
 * @param unseenShare of both, in percent, for requests under key names that were never good before
 * @param patience after which one that cannot be decided goes to the dead letters
 * @param keep how long the dead letters are kept
 * @param logLines a second for each kind of outcome
 */
@ConfigurationProperties("copernica.unverified")
record ParkSettings(
    @DefaultValue("10000") int requests,
    @DefaultValue("64MB") DataSize bytes,
    @DefaultValue("5") int unseenShare,
    @DefaultValue("24h") Duration patience,
    @DefaultValue("7d") Duration keep,
    @DefaultValue("5") int logLines) {

  private static final int PERCENT = 100;

  /** Of so much, one more may be added. */
  boolean allows(ParkLoad all, boolean familiar) {
    boolean room = all.requests() <= requests && all.bytes() <= bytes.toBytes();
    return room && (familiar || allowsStrangers(all));
  }

  private boolean allowsStrangers(ParkLoad all) {
    return all.strangers() * PERCENT <= (long) requests * unseenShare
        && all.strangerBytes() * PERCENT <= bytes.toBytes() * unseenShare;
  }
}
