package org.copernicaroutes.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The writer before the queues and the retries behind them.
 *
 * @param waitingRequests that may wait for the writer; the next one is answered 503
 * @param groupSize the most requests that share one commit
 * @param groupBytes the most body bytes that share one commit, before the queues and behind them,
 *     unless one body alone is larger
 */
@ConfigurationProperties("copernica.inbox")
record InboxSettings(
    @DefaultValue("10000") int waitingRequests,
    @DefaultValue("500") int groupSize,
    @DefaultValue("4MB") DataSize groupBytes,
    @DefaultValue Retry retry,
    @DefaultValue NotYet notYet,
    @DefaultValue Digest digest) {

  /**
   * How a queue that stands still is tried again.
   *
   * @param firstPause before the first retry; doubled before each further one
   * @param longestPause that the doubling ends at
   * @param longestRetryAfter the most that a service may ask for with Retry-After
   * @param nextEvery which try takes the next event, so that one bad event cannot pose as an outage
   */
  record Retry(
      @DefaultValue("1s") Duration firstPause,
      @DefaultValue("1m") Duration longestPause,
      @DefaultValue("10m") Duration longestRetryAfter,
      @DefaultValue("5") int nextEvery) {}

  /**
   * How an event waits for a row that it refers to.
   *
   * @param tries after which it is parked
   * @param age after which it is parked, counted from its first entry into the queue
   */
  record NotYet(
      @DefaultValue("2s") Duration firstPause,
      @DefaultValue("10m") Duration longestPause,
      @DefaultValue("20") int tries,
      @DefaultValue("24h") Duration age) {}

  /**
   * How a digest is made of the events that wait for it.
   *
   * @param lookEvery the pause between two looks whether one is due
   * @param part the most events that share a transaction, on their way to the digest and into it
   */
  record Digest(@DefaultValue("1s") Duration lookEvery, @DefaultValue("500") int part) {}
}
